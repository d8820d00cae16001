import type { Frame } from "../../data";
import { formatOf, integerOf, wordOf, type Call } from "../call";
import type { Answer } from "../exchange";
import { Problem } from "../problem";
import { MOST_SIMILAR, type Crowd } from "../scoring/crowd";
import { answerRows } from "./answer-rows";
import { answerTable } from "./answer-table";

/** The customers most similar to each. */
export async function similar(call: Call): Promise<Answer> {
  formatOf(call, false);
  const { served, limits } = call, badRows = wordOf(call, "badRows", ["error", "empty"]), n = integerOf(call, "n", 5, 1, MOST_SIMILAR);
  if (!served.crowd) throw new Problem(404, "NO_CUSTOMERS", "this model keeps no customers to compare with: serve it with a file of them");
  const crowd = served.crowd;
  return answerRows(call, { mostRows: limits.explainRows, slice: served.slices.similar, badRows, answer: (rows, place) => answerTable(call, rows, place, (part) => found(call, crowd, n, part)) });
}

async function found({ served, breath }: Call, crowd: Crowd, n: number, part: Frame): Promise<string[]> {
  const { model, last, names } = served, points = model.embed(part), labels = last.predict(points), lists = await crowd.similar(points, n, breath);
  return lists.map((list, i) => {
    const segment = labels[i]!, similar = list.map((one) => ({ id: one.id, segment: one.segment, name: names[one.segment]!, similarity: one.similarity }));
    return JSON.stringify({ segment, name: names[segment]!, similar });
  });
}
