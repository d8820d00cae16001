import { describe, expect, it } from "vitest";
import { CosineTopN, Matrix, segment } from "../../src";
import { explainCustomers } from "../../src/insights";
import { explainRows } from "../../src/prepare";
import { ModelRegistry, type Answered } from "../../src/service";
import { crowdOf } from "../../src/service/scoring/crowd";
import { Breath, Turns } from "../../src/service/turns";
import { ADA, ask, BOB, customers, JSON_TYPE, serviceOf, slowly, strictModel, usualModel } from "./support";

describe("explain", () => {
  it("gives what explainCustomers and explainRows give", async () => {
    const service = await serviceOf(), given = [{ ...ADA, AGE: null, CITY: "Atlantis" }, { ...BOB, AGE: 300 }], rows = given.map((row) => ({ ...row, SINCE: new Date(row.SINCE) }));
    const { body } = await ask(service, "/explain", given), expected = explainCustomers(usualModel(), rows, { n: 0 }), noted = explainRows(usualModel(), rows).rows;
    body.forEach((one: Record<string, unknown>, i: number) => {
      const { segment, name, margin, between, text, distances, contributions } = expected[i]!;
      expect(one).toEqual(JSON.parse(JSON.stringify({ segment, name, distance: distances[0]!.distance, margin, between, text, distances, contributions, notes: noted[i]!.notes.map(({ code, column, found, used, reason }) => ({ code, column, found, used, reason })) })));
    });
    expect(body[0].notes.map((one: { code: string }) => one.code)).toEqual(expect.arrayContaining(["IMPUTED"]));
    expect((await ask(service, "/explain", given[0])).body).toEqual(body[0]);
    expect((await ask(service, "/explain?badRows=empty", [ADA, 1])).body[1]).toMatchObject({ segment: null, errors: [{ row: 1 }] });
  });
});

describe("similar", () => {
  it("finds customers of the sample, without ids, or those that were given, with theirs", async () => {
    const all = customers(), model = usualModel(), rows = [{ ...ADA, SINCE: new Date(ADA.SINCE) }];
    const service = await serviceOf({ models: { shop: model, known: { model, customers: all } } });
    const sample = (await ask(service, "/similar", ADA)).body, known = (await ask(service, "/models/known/similar?n=3", [ADA])).body;
    expect(sample.similar).toHaveLength(5);
    expect(sample.similar[0].id).toBeNull();
    const expected = new CosineTopN({ n: 3 }).fit(model.embed(all), all.map(({ ID }) => ID as string)).query(model.embed(rows))[0]!;
    expect(known[0].similar.map(({ id, similarity }: { id: string; similarity: number }) => ({ id, similarity }))).toEqual(expected.map(({ id, similarity }) => ({ id, similarity })));
    expect(known[0].similar[0]).toMatchObject({ segment: expect.any(Number), name: expect.any(String) });
  });

  it("leaves customers out whom the model refuses, and keeps the others' ids; refuses those of whom it takes none", async () => {
    const model = strictModel(), known = customers(600).map(({ ID, AGE, CITY, SPENT }, i) => ({ ID, AGE, CITY: i % 7 === 3 ? "Atlantis" : CITY, SPENT })), breath = new Breath(new Turns());
    const good = known.filter(({ AGE, CITY }) => AGE !== null && CITY !== "Atlantis"), crowd = await crowdOf(model, known, breath), points = model.embed(good.slice(0, 3));
    expect(crowd.rows).toBe(good.length);
    const all = await crowdOf(model, good, breath);
    expect(await crowd.similar(points, 4, breath)).toEqual(await all.similar(points, 4, breath));
    await expect(crowdOf(model, [{ AGE: 1, CITY: "Atlantis", SPENT: 2 }], breath)).rejects.toMatchObject({ code: "UNSEEN_CATEGORY" });
  });

  it("finds the same among many, in parts, as all at once, the first of equal ones first", async () => {
    const all = customers(9000), model = usualModel(), crowd = await crowdOf(model, all, new Breath(new Turns())), points = model.embed(all.slice(0, 5));
    const found = await crowd.similar(points, 7, new Breath(new Turns())), once = new CosineTopN({ n: 7 }).fit(model.embed(all), all.map(({ ID }) => ID as string)).query(Matrix.fromData(points.data.slice(), points.rows, points.columns));
    expect(found.map((list) => list.map(({ id, similarity }) => ({ id, similarity })))).toEqual(once.map((list) => list.map(({ id, similarity }) => ({ id, similarity }))));
  });

  it("answers of megabytes go out in pieces, as requests have their turns, and are what all customers are answered one by one", async () => {
    const service = await serviceOf(), rows = Array.from({ length: 180 }, (_, i) => (i % 50 === 7 ? 5 : { ...ADA, AGE: 20 + (i % 40), CITY: "Zürich \u{1F600}" }));
    const answer = await service.answer({ method: "POST", path: "/similar", query: "n=100&badRows=empty", header: (name) => (name === "content-type" ? "application/json" : null), body: slowly([JSON.stringify(rows)]) });
    expect(typeof answer.body).toBe("object");
    const pieces: string[] = [];
    for await (const piece of answer.body as AsyncIterable<string>) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(400_000);
    const all = JSON.parse(pieces.join("")) as { segment: number | null; errors?: { row: number }[] }[];
    expect(all).toHaveLength(180);
    expect(all.flatMap(({ errors }) => errors?.map(({ row }) => row) ?? [])).toEqual([7, 57, 107, 157]);
    for (const i of [0, 90, 179]) expect(all[i]).toEqual((await ask(service, "/similar?n=100", rows[i])).body);
  });

  it("answers that are ready keep nobody from asking, however slowly they are read", async () => {
    const service = await serviceOf({ limits: { concurrent: 1 } }), rows = Array.from({ length: 80 }, () => ADA), unread = await service.handler(new Request("http://localhost/similar?n=100", { method: "POST", headers: JSON_TYPE, body: JSON.stringify(rows) }));
    const reader = unread.body!.getReader(), first = await reader.read();
    expect((await ask(service, "/predict", ADA)).status).toBe(200);
    let bytes = first.value!.byteLength;
    for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.byteLength;
    expect(bytes).toBeGreaterThan(300_000);
    expect((await ask(service, "/predict", ADA)).status).toBe(200);
  });

  it("is refused where the model keeps no customers, and with a wrong n", async () => {
    const { model } = segment(customers(), { k: 2 }), service = await serviceOf({ models: { shop: model } });
    expect((await ask(service, "/similar", ADA)).body).toMatchObject({ status: 404, code: "NO_CUSTOMERS" });
    for (const query of ["n=0", "n=101", "n=x", "n=1.5", "n=", "n=1&n=2", "m=3"]) expect((await ask(await serviceOf(), `/similar?${query}`, ADA)).body, query).toMatchObject({ status: 400, code: "BAD_QUERY" });
  });
});

describe("about the models", () => {
  it("segments, model and models say what they are", async () => {
    const service = await serviceOf(), { insights, report, k } = usualModel();
    const { body } = await ask(service, "/segments"), model = (await ask(service, "/model")).body;
    expect(body).toMatchObject({ model: { name: "shop", version: "v1" }, verdict: { kind: insights!.verdict.kind } });
    expect(body.segments.map((one: { name: string; size: number }) => [one.name, one.size])).toEqual(insights!.segments.map(({ name, size }) => [name, size]));
    expect(body.segments[0].columns).toEqual(JSON.parse(JSON.stringify(report.clusters[0]!.columns)));
    expect(model).toMatchObject({ name: "shop", version: "v1", segments: k, customers: 80, id: "ID", similar: { customers: 80, ids: false } });
    expect(model.columns.map((one: { name: string; type: string; nullable: boolean; open: boolean }) => [one.name, one.type, one.nullable, one.open])).toEqual([
      ["AGE", "number", true, true], ["CITY", "text", true, true], ["MEMBER", "boolean", true, true], ["SINCE", "date", true, true], ["SPENT", "number", true, true],
    ]);
    expect((await ask(service, "/models")).body).toEqual({ models: [{ name: "shop", version: "v1", isCurrent: true, isDefault: true, segments: 2 }] });
    expect((await ask(service, "/health")).body).toEqual({ status: "ok" });
    expect((await ask(service, "/ready")).body).toMatchObject({ status: "ready" });
    service.drain();
    expect((await ask(service, "/ready")).body).toMatchObject({ status: 503, code: "NOT_READY" });
    expect((await ask(service, "/predict", ADA)).status).toBe(200);
  });

  it("other paths, methods and models are refused, and HEAD has no body", async () => {
    const service = await serviceOf();
    for (const path of ["/", "/nothing", "/predict/", "/admin/reload", "/metrics", "/models/shop", "/constructor", "/models/shop/versions/predict"]) expect((await ask(service, path)).body, path).toMatchObject({ status: 404, code: "NO_SUCH_ROUTE" });
    for (const path of ["/models/other/segments", "/models/shop/versions/v9/segments", "/models/%00/segments", "/models/%/segments", "/models/__proto__/segments"]) expect((await ask(service, path)).body, path).toMatchObject({ status: 404, code: "NO_SUCH_MODEL" });
    expect((await ask(service, "/predict")).headers.get("allow")).toBe("POST");
    expect((await ask(service, "/segments", ADA)).headers.get("allow")).toBe("GET, HEAD");
    const head = await ask(service, "/model", undefined, { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect((await ask(service, "/predict?x=1", ADA)).body).toMatchObject({ status: 400, code: "BAD_QUERY" });
  });

  it("lives below a base path", async () => {
    const service = await serviceOf({ basePath: "/v1/segments" });
    expect((await ask(service, "/v1/segments/predict", ADA)).status).toBe(200);
    expect((await ask(service, "/predict", ADA)).status).toBe(404);
    expect((await ask(service, "/v1/segmentspredict", ADA)).status).toBe(404);
  });

  it("tells who asked what of each answer, and nothing of the customers", async () => {
    const told: Answered[] = [], service = await serviceOf({ onAnswered: (one) => told.push(one) });
    await ask(service, "/predict?badRows=empty", [ADA, { ...ADA, CITY: 7 }, BOB]);
    await ask(service, "/models/shop/versions/v1/predict", { ...ADA, AGE: "Ada Lovelace" });
    await ask(service, "/predict", `${JSON.stringify(ADA)}\n{`, { method: "POST", headers: { "content-type": "application/x-ndjson" } });
    await ask(service, "/wp-login.php?user=ada");
    expect(told.map(({ seconds, ...one }) => (expect(seconds).toBeGreaterThan(0), one))).toEqual([
      { method: "POST", route: "/predict", status: 200, model: "shop@v1", rows: 3, refused: 1, code: null, aborted: false },
      { method: "POST", route: "/models/{name}/versions/{version}/predict", status: 400, model: "shop@v1", rows: 1, refused: 1, code: "COLUMN_TYPE", aborted: false },
      { method: "POST", route: "/predict", status: 200, model: "shop@v1", rows: 2, refused: 1, code: null, aborted: false },
      { method: "GET", route: "(none)", status: 404, model: null, rows: 0, refused: 0, code: "NO_SUCH_ROUTE", aborted: false },
    ]);
  });

  it("says nothing of what nobody foresaw, but to the host", async () => {
    const failures: unknown[] = [], registry = new ModelRegistry();
    await registry.set("shop", { model: usualModel() });
    const service = await serviceOf({ models: registry, onFailure: (error) => failures.push(error), metrics: () => Promise.reject(new Error("secret")) });
    expect((await ask(service, "/metrics")).body).toEqual({ type: "urn:segmentry:problem:INTERNAL", title: "Internal error", status: 500, detail: "the service failed; its log says why", code: "INTERNAL" });
    expect(failures).toEqual([new Error("secret")]);
  });

  it("answers whatever a host's own functions do", async () => {
    const fail = (): never => { throw new Error("own"); }, service = await serviceOf({ onAnswered: fail, onFailure: fail, limits: { concurrent: 1 }, metrics: () => Promise.reject(new Error("secret")) });
    for (let i = 0; i < 3; i++) expect((await ask(service, "/predict", ADA)).status).toBe(200);
    expect((await ask(service, "/metrics")).status).toBe(500);
  });
});
