import { explainRows } from "../../contract/explain-rows";
import type { ExplainedNote } from "../../contract/types";
import { explainCustomers } from "../../insights/explain-customers";
import { formatOf, wordOf, type Call } from "../call";
import type { Answer } from "../exchange";
import { readRows, type Place } from "../input/read-rows";
import type { RowProblem } from "../problem";
import { inHalves } from "../scoring/in-halves";
import { problemOfRow } from "../scoring/score-rows";
import { answerRows, type AnsweredRows } from "./answer-rows";

/** Why each customer is in its segment, and what was done to its values. */
export async function explain(call: Call): Promise<Answer> {
  formatOf(call, false);
  const badRows = wordOf(call, "badRows", ["error", "empty"]);
  return answerRows(call, { mostRows: call.limits.explainRows, slice: call.served.slices.explain, badRows, answer: (rows, place) => explained(call, rows, place) });
}

async function explained({ served, breath }: Call, rows: readonly unknown[], place: Place): Promise<AnsweredRows> {
  const { model } = served, { table, at, problems } = readRows(model.features, rows, place), texts = new Array<string | null>(rows.length).fill(null);
  if (!table) return { texts, problems };
  const refused = await inHalves(table, breath, (part, start) => {
    const customers = explainCustomers(model, part, { n: 0 }), noted = explainRows(model, part).rows;
    customers.forEach(({ segment, name, margin, between, distances, contributions, text }, i) => {
      const notes = noted[i]!.notes.filter(({ code }) => code !== "DUPLICATE").map(noteOf);
      texts[at[start + i]!] = JSON.stringify({ segment, name, distance: distances[0]!.distance, margin, between, text, distances, contributions, notes });
    });
  });
  return { texts, problems: [...problems, ...refused.map(({ row, error }): RowProblem => problemOfRow(error, at[row]!, place))].sort((a, b) => a.row - b.row) };
}

const noteOf = ({ code, column, found, used, reason }: ExplainedNote): object => ({ code, column, found, used, reason });
