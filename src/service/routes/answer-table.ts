import type { Frame } from "../../data";
import type { Call } from "../call";
import { readRows, type Place } from "../input/read-rows";
import { inHalves } from "../scoring/in-halves";
import { problemOfRow } from "../scoring/score-rows";
import type { AnsweredRows } from "./answer-rows";

/** The answers of some rows of a table that the model takes, as JSON. */
export type AnswerPart = (part: Frame) => readonly string[] | Promise<readonly string[]>;

/** Answers the rows that the model takes, and says of the others why it does not. */
export async function answerTable({ served, breath }: Call, rows: readonly unknown[], place: Place, answer: AnswerPart): Promise<AnsweredRows> {
  const { table, at, problems } = readRows(served.model.features, rows, place), texts = new Array<string | null>(rows.length).fill(null);
  if (!table) return { texts, problems };
  const refused = await inHalves(table, breath, async (part, start) => (await answer(part)).forEach((text, i) => (texts[at[start + i]!] = text)));
  return { texts, problems: [...problems, ...refused.map(({ row, error }) => problemOfRow(error, at[row]!, place))].sort((a, b) => a.row - b.row) };
}
