import type { Matrix } from "../../data";
import { formatOf, integerOf, wordOf, type Call } from "../call";
import type { Answer } from "../exchange";
import { readRows, type Place } from "../input/read-rows";
import { Problem, type RowProblem } from "../problem";
import { MOST_SIMILAR, type Crowd } from "../scoring/crowd";
import { inHalves } from "../scoring/in-halves";
import { problemOfRow } from "../scoring/score-rows";
import { answerRows, type AnsweredRows } from "./answer-rows";

/** The customers most similar to each. */
export async function similar(call: Call): Promise<Answer> {
  formatOf(call, false);
  const { served, limits } = call, badRows = wordOf(call, "badRows", ["error", "empty"]), n = integerOf(call, "n", 5, 1, MOST_SIMILAR);
  if (!served.crowd) throw new Problem(404, "NO_CUSTOMERS", "this model keeps no customers to compare with: serve it with a file of them");
  const crowd = served.crowd;
  return answerRows(call, { mostRows: limits.explainRows, slice: served.slices.similar, badRows, answer: (rows, place) => found(call, crowd, n, rows, place) });
}

async function found({ served, breath }: Call, crowd: Crowd, n: number, rows: readonly unknown[], place: Place): Promise<AnsweredRows> {
  const { model, last, names } = served, { table, at, problems } = readRows(model.features, rows, place), texts = new Array<string | null>(rows.length).fill(null);
  if (!table) return { texts, problems };
  const parts: [number, Matrix, Int32Array][] = [];
  const refused = await inHalves(table, breath, (part, start) => {
    const points = model.embed(part);
    parts.push([start, points, last.predict(points)]);
  });
  for (const [start, points, labels] of parts) {
    const lists = await crowd.similar(points, n, breath);
    lists.forEach((list, i) => {
      const segment = labels[i]!, customers = list.map((one) => ({ id: one.id, segment: one.segment, name: names[one.segment]!, similarity: one.similarity }));
      texts[at[start + i]!] = JSON.stringify({ segment, name: names[segment]!, similar: customers });
    });
  }
  return { texts, problems: [...problems, ...refused.map(({ row, error }): RowProblem => problemOfRow(error, at[row]!, place))].sort((a, b) => a.row - b.row) };
}
