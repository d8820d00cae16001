import { SegmentryError } from "../../index";
import type { Batch } from "../input/batch";
import type { RowWriter } from "../output/row-writer";
import { BadRows, type BadRowReason } from "./bad-rows";
import { Treatments } from "../../contract/summarize";
import type { SummaryNote } from "../../contract/types";
import { scoreBatch } from "./score-batch";
import type { Scorer } from "./scorer";

/** How the rows of a file were scored. */
export interface FileScores {
  readonly rows: number;
  /** Rows in each segment. */
  readonly sizes: readonly number[];
  /** Rows that could not be scored. */
  readonly badRows: number;
  readonly reasons: readonly BadRowReason[];
  /** What was done to the rows that were scored, where it was asked for: how often, and the first of them. */
  readonly treated: readonly SummaryNote[];
}

/** What scores a file batch by batch, and where the rows go. */
export interface FileScoring {
  readonly scorer: Scorer;
  /** Called once, with the first batch. */
  readonly writerFor: (batch: Batch) => RowWriter;
  readonly write: (text: string) => Promise<void>;
  readonly badRows: "error" | "empty";
  readonly signal: AbortSignal | undefined;
}

/** Scores the rows of a file and writes them, a batch at a time. */
export async function scoreFile(batches: AsyncIterable<Batch>, { scorer, writerFor, write, badRows, signal }: FileScoring): Promise<FileScores> {
  const bad = new BadRows(), treated = new Treatments(), sizes = new Array<number>(scorer.k).fill(0);
  const onBad = (error: SegmentryError): void => {
    if (badRows === "error") throw withRemedy(error);
    bad.add(error);
  };
  let rows = 0, writer: RowWriter | undefined;
  for await (const batch of batches) {
    writer ??= writerFor(batch);
    const scores = scoreBatch(scorer, batch, onBad);
    for (const label of scores.labels) if (label >= 0) sizes[label]!++;
    treated.add(scores.explained, rows);
    rows += batch.rows;
    await write(writer.text(batch, scores));
    signal?.throwIfAborted();
  }
  return { rows, sizes, badRows: bad.rows, reasons: bad.reasons, treated: treated.summary(rows) };
}

function withRemedy({ code, who, rule, found }: SegmentryError): SegmentryError {
  return new SegmentryError(code, who, rule, found, "correct it, or leave such rows without a segment by --bad-rows empty");
}
