import fc from "fast-check";
import { distance, similarity } from "ml-distance";
import { describe, expect, it } from "vitest";
import { CosineTopN, decode, Matrix } from "../../src";
import { withoutEngine } from "../../src/engine";
import { cosineTopN, decode as decodePredict, decodeWith } from "../../src/predict";
import { expectClose, fixtures, uniform } from "../support/fixtures";

interface Case { name: string; items: number[][]; queries: number[][]; n: number; metric: string; indices: number[][]; values: number[][] }
type Any = { index: number; similarity?: number; distance?: number };

describe("CosineTopN", () => {
  for (const { name, items, queries, n, metric, indices, values } of fixtures<Case>("neighbors")) {
    it(`query(q) agrees with scikit-learn: ${name}`, () => {
      const found = new CosineTopN({ n, metric }).fit(items).query(queries) as Any[][];
      expect(found.map((list) => list.map(({ index }) => index))).toEqual(indices);
      expectClose(found.flat().map((one) => one.similarity ?? one.distance!), values.flat(), 1e-12, 1e-12);
    });
  }

  it("query(q) agrees with a full sort for any rows", () => {
    const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), row, fc.integer({ min: 1, max: 35 }), (items, query, n) => {
      const found = new CosineTopN({ n, metric: "euclidean" }).fit(items).query([query])[0]!;
      const slow = items.map((item, index) => ({ index, distance: Math.hypot(item[0]! - query[0]!, item[1]! - query[1]!) }))
        .sort((a, b) => Math.round((a.distance - b.distance) * 1e9) || a.index - b.index).slice(0, n);
      expect(found.map(({ index }) => index)).toEqual(slow.map(({ index }) => index));
    }));
  });

  it("query(q) gives ids, best first, ties by row order, at most as many as there are rows", () => {
    const top = new CosineTopN({ n: 9 }).fit([[0, 1], [1, 0], [1, 0]], ["a", "b", "c"]);
    expect(top.query([[1, 0]])[0]).toEqual([
      { id: "b", index: 1, similarity: 1 }, { id: "c", index: 2, similarity: 1 }, { id: "a", index: 0, similarity: 0 },
    ]);
  });

  it("query(q) gives zero rows a cosine of 0", () => {
    const top = new CosineTopN({ n: 2 }).fit([[0, 0], [-1, 0]]);
    expect(top.query([[1, 0], [0, 0]]).map((list) => list.map((one) => one.similarity))).toEqual([[0, -1], [0, 0]]);
  });

  it("query(q) survives huge and tiny rows", () => {
    const top = new CosineTopN({ n: 1 }).fit([[1e200, 1e200], [1e-200, 0]]);
    expect(top.query([[1e250, 1e250], [3, 0]]).map((list) => list[0]!.index)).toEqual([0, 1]);
  });

  it("query(q) gives rows of the same direction a cosine of exactly 1, the first of them first", () => {
    const top = new CosineTopN({ n: 3 }).fit([[0.1, 0.7, 0.3], [1, 2, 3], [0.2, 1.4, 0.6], [0.4, 2.8, 1.2]]);
    expect(top.query([[0.1, 0.7, 0.3]])[0]).toEqual([0, 2, 3].map((index) => ({ id: index, index, similarity: 1 })));
  });

  it("query(q) answers the same bit for bit without the engine, from the fit, from JSON and through segmentry/predict", () => {
    const random = uniform(5), d = 5, rows = 5000, x = Matrix.fromData(Array.from({ length: rows * d }, () => Math.floor(9 * random()) - 4), rows, d);
    const queries = x.toRows().slice(0, 40), model = new CosineTopN({ n: 20 }).fit(x), text = JSON.stringify(model), answer = model.query(queries);
    expect(withoutEngine(() => model.query(queries))).toEqual(answer);
    expect(withoutEngine(() => new CosineTopN({ n: 20 }).fit(x)).query(queries)).toEqual(answer);
    expect(decode(text, "CosineTopN").query(queries)).toEqual(answer);
    expect(decodeWith(cosineTopN)(text, "CosineTopN").query(queries)).toEqual(answer);
    expect(answer.every((list) => list.length === 20)).toBe(true);
  });

  it("fit(x) without ids is written and read as one with the indices as ids", () => {
    const plain = new CosineTopN({ n: 1 }).fit([[1, 0], [0, 1]]), text = JSON.stringify(plain);
    expect(text).toBe(JSON.stringify(new CosineTopN({ n: 1 }).fit([[1, 0], [0, 1]], [0, 1])));
    expect(JSON.parse(text).ids).toEqual([0, 1]);
    expect(JSON.stringify(decode(text))).toBe(text);
    expect(decode(text, "CosineTopN").query([[0, 2]])).toEqual([[{ id: 1, index: 1, similarity: 1 }]]);
    expect(decode(text.replace("[0,1],", "[1,0],"), "CosineTopN").query([[0, 2]])[0]![0]!.id).toBe(0);
  });

  it("query(q) finds a distribution nearest to itself by any distance of ml-distance", () => {
    const items = [[0.1, 0.2, 0.7], [0.3, 0.3, 0.4], [0.6, 0.3, 0.1]], odd = /minkowski|innerProduct|fidelity|harmonicMean|hellinger|matusita|bhattacharyya/;
    for (const metric of Object.keys(distance).filter((name) => !odd.test(name))) {
      const found = new CosineTopN({ n: 1, metric }).fit(items).query(items) as Any[][];
      expect([metric, ...found.map(([one]) => one!.index)]).toEqual([metric, 0, 1, 2]);
    }
    for (const metric of ["innerProduct", "harmonicMean"]) {
      expect((new CosineTopN({ n: 1, metric }).fit([[1, 0], [5, 5]]).query([[1, 1]]) as Any[][])[0]![0]).toMatchObject({ index: 1, similarity: expect.any(Number) as number });
    }
  });

  it("query(q) takes any distance or similarity of ml-distance by name", () => {
    const items = [[1, 2, 4], [2, 1, 9], [7, 3, 2]], query = [[2, 2, 5]];
    const names = [...Object.keys(distance), ...Object.keys(similarity).map((name) => `similarity.${name}`)].filter((name) => !/minkowski|tree/.test(name));
    for (const metric of names) {
      const found = new CosineTopN({ n: 3, metric }).fit(items).query(query)[0] as Any[];
      const values = found.map((one) => one.distance ?? one.similarity!);
      expect(values).toEqual([...values].sort((a, b) => (found[0]!.distance === undefined ? b - a : a - b)));
    }
    expect(() => new CosineTopN({ metric: "nope" })).toThrow(/metric to be "cosine", "euclidean" or the name of one of ml-distance, got "nope"/);
    expect(() => new CosineTopN({ metric: "constructor" })).toThrow(/got "constructor"/);
  });

  it("decodeWith(cosineTopN) of segmentry/predict knows cosine and euclidean, and refuses others with the remedy", () => {
    const save = (metric: string) => JSON.stringify(new CosineTopN({ metric }).fit([[1], [2]]));
    const decodeSmall = decodeWith(cosineTopN);
    expect(decodeSmall(save("cosine"), "CosineTopN").query([[1]])).toHaveLength(1);
    expect(() => decodePredict(save("cosine"))).toThrow(/requires a model of kind .*, got "CosineTopN"/);
    expect(decode(save("manhattan"), "CosineTopN").query([[1]])).toHaveLength(1);
    expect(() => decodeSmall(save("manhattan"))).toThrow(/take decode from "segmentry", which knows all/);
  });

  it("fit(x, ids) refuses a wrong number of ids and ids that JSON would lose", () => {
    expect(() => new CosineTopN().fit([[1], [2]], ["a"])).toThrow("one id for each of 2 rows, got 1");
    expect(() => new CosineTopN().fit([[1]], [NaN])).toThrow("ids to be text or numbers");
  });
});
