import { explainRows } from "../../contract/explain-rows";
import type { ExplainedNote } from "../../contract/types";
import type { Frame } from "../../data";
import { explainCustomers } from "../../insights/explain-customers";
import { formatOf, wordOf, type Call } from "../call";
import type { Answer } from "../exchange";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import type { Breath } from "../turns";
import { answerRows } from "./answer-rows";
import { answerTable } from "./answer-table";

/** Why each customer is in its segment, and what was done to its values. */
export async function explain(call: Call): Promise<Answer> {
  formatOf(call, false);
  const badRows = wordOf(call, "badRows", ["error", "empty"]);
  return answerRows(call, { mostRows: call.limits.explainRows, slice: call.served.slices.explain, badRows, answer: (rows, place) => answerTable(call, rows, place, (part) => explained(call.served.model, part, call.breath)) });
}

/** Customers whom a model takes, explained, as JSON. */
export async function explained(model: SegmentationModel, part: Frame, breath: Breath): Promise<string[]> {
  const noted = explainRows(model, part).rows;
  await breath.take();
  return explainCustomers(model, part, { n: 0 }).map(({ segment, name, margin, between, distances, contributions, text }, i) => {
    const notes = noted[i]!.notes.filter(({ code }) => code !== "DUPLICATE").map(noteOf);
    return JSON.stringify({ segment, name, distance: distances[0]!.distance, margin, between, text, distances, contributions, notes });
  });
}

const noteOf = ({ code, column, found, used, reason }: ExplainedNote): object => ({ code, column, found, used, reason });
