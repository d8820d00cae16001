import { numericColumn, type DroppedColumn, type Model, type Predictor, type RowNote, type RowNoteCode, type Transformer } from "../core";
import { asMatrix, checkRecords, Frame, Matrix, requireColumns, type ColumnSpec, type MatrixInput, type TableInput } from "../data";
import { isRecord, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { RFMModel } from "../stages/rfm/model";
import { columnIn } from "./column-in";
import { notesOf } from "./notes-of";
import { outsideOf, rangesOf } from "./ranges";
import { countRows, refusedRows, stagesOf, takeOf, type Rows } from "./rows";
import { summarizeRows } from "./summarize";
import type { ExplainedNote, ExplainedRows } from "./types";

const WHO = "explainRows";

/**
 * Says what a model does to each row: what is filled, grouped, new to it, outside what it was fitted on or cut off, and which
 * rows cannot be scored and why. No row is lost and none stops the others: one that `predict` would refuse has a null segment
 * and its reason. The segments of the others are those that `predict` gives.
 *
 * @param model a pipeline, a segmentation or a single stage
 * @param rows what its `predict` or `transform` takes
 * @throws SegmentryError `MISSING_COLUMN` where no row at all has a column that is needed (say null where a value is not known),
 * and what any table or matrix is refused for as a whole
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { explainRows } from "segmentry/prepare";
 *
 * const customers = Array.from({ length: 40 }, (_, i) => ({ AGE: 20 + (i % 2) * 40 + (i % 5), CITY: i % 2 ? "Rome" : "Oslo" }));
 * const { model } = segment(customers, { k: 2 });
 * const { rows, summary } = explainRows(model, [{ AGE: null, CITY: "Rome" }, { AGE: 131, CITY: "Rome" }, { AGE: "?", CITY: "Oslo" }]);
 * console.log(rows.map(({ segment }) => segment)); // [ 0, 0, null ]
 * console.log(rows[2]!.reason); // ColumnSelector requires column "AGE" to hold numbers, got "?"
 * console.log(summary.notes.map(({ code, column, rows }) => `${code} ${column} ${rows}`)); // [ 'IMPUTED AGE 1', 'OUT_OF_RANGE AGE 1', 'REFUSED AGE 1' ]
 * ```
 */
export function explainRows(model: Model, rows: TableInput | MatrixInput): ExplainedRows {
  if (typeof model?.toJSON !== "function") throw new SegmentryError("INVALID_OPTION", WHO, "a fitted model", show(model));
  const stages = stagesOf(model), walk = new Walk(readRows(rows, specsOf(model, stages[0]!)));
  if (model.kind === "Segmentation") walk.note("Segmentation", (value) => outsideOf(rangesOf(model as SegmentationModel), value as TableInput));
  stages.forEach((stage, i) => walk.through(stage, i === stages.length - 1));
  const leftOut = [
    ...((model as Partial<SegmentationModel>).leftOut ?? []).map(({ column, reason }) => ({ column, reason })),
    ...stages.flatMap((stage) => ((stage as { dropped?: readonly DroppedColumn<string>[] }).dropped ?? []).map(({ column, reason }) => ({ column, reason }))),
  ];
  return walk.done(leftOut);
}

/** The columns that a model takes; null where it takes a matrix. */
function specsOf(model: Model, first: Model): readonly ColumnSpec[] | null {
  if (model.kind === "Segmentation") return (model as SegmentationModel).features;
  if (first.kind === "RFM") return Object.values((first as RFMModel).columns).map(numericColumn);
  const { columns } = first.toJSON() as { columns?: unknown };
  const isSpecs = Array.isArray(columns) && columns.every((one: Partial<ColumnSpec> | null) => typeof one?.kind === "string" && typeof one.type === "string");
  return isSpecs ? (columns as ColumnSpec[]) : null;
}

/** The rows, each record with a field for every column: what one record does not have is missing in it. */
function readRows(rows: TableInput | MatrixInput, specs: readonly ColumnSpec[] | null): Rows {
  if (Frame.is(rows)) return rows;
  if (!specs) {
    const numbers = Array.isArray(rows) || Matrix.is(rows) ? (rows as Rows) : asMatrix(WHO, rows as MatrixInput);
    if (countRows(numbers) === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one row", "none");
    return numbers;
  }
  const records = rows as readonly unknown[], some = Array.isArray(records) ? records.filter(isRecord) : [];
  if (some.length === 0) checkRecords(WHO, rows as readonly object[]);
  requireColumns(WHO, some, specs);
  const nothing = Object.fromEntries(specs.map(({ name }) => [name, null]));
  return records.map((record) => (isRecord(record) ? { ...nothing, ...record } : record));
}

/** What a stage notes of rows; nothing where it looks at more of them than it takes, and cannot read that. */
function notesWhereTaken(stage: Model, rows: Rows): RowNote[] {
  try {
    return notesOf(stage, rows);
  } catch (error) {
    if (error instanceof SegmentryError) return [];
    throw error;
  }
}

/** What only says again of a value what was said: that one out of range is cut off, that what fills a gap was not there at fit. */
const FURTHER: Readonly<Partial<Record<RowNoteCode, readonly RowNoteCode[]>>> = { OUT_OF_RANGE: ["CLIPPED", "UNSEEN", "RARE_OR_UNSEEN"], IMPUTED: ["UNSEEN", "RARE_OR_UNSEEN", "GROUPED"] };

/** Rows on their way from stage to stage, with what was noted of them. */
class Walk {
  readonly #notes: ExplainedNote[][];
  readonly #reasons: (string | null)[];
  readonly #labels: Int32Array;
  /** Where each row that is left stood at the start. */
  #at: Int32Array;

  constructor(private value: Rows) {
    const n = countRows(value);
    this.#notes = Array.from({ length: n }, () => []);
    this.#reasons = new Array<string | null>(n).fill(null);
    this.#labels = new Int32Array(n).fill(-1);
    this.#at = Int32Array.from({ length: n }, (_, row) => row);
  }

  /** Adds notes on the rows that are left, where they can be taken. */
  note(stage: string, notes: (value: Rows) => RowNote[]): void {
    if (this.#at.length === 0) return;
    const bad = new Set(refusedRows(this.value, notes).map(({ row }) => row)), good = this.#at.map((_, i) => i).filter((i) => !bad.has(i));
    if (good.length > 0) this.#add(stage, notes(bad.size > 0 ? takeOf(this.value, good) : this.value), good);
  }

  /** Takes the rows that are left through a stage. */
  through(stage: Model, isLast: boolean): void {
    if (this.#at.length === 0) return;
    const { transform, predict } = stage as Partial<Transformer<unknown, Rows> & Predictor<unknown>>, isPredictor = isLast && predict !== undefined;
    if (!isPredictor && !transform) throw new SegmentryError("UNSUPPORTED", WHO, isLast ? "a last stage that can predict or transform" : "stages that can transform", stage.kind);
    const work = (value: Rows): Rows | Int32Array => (isPredictor ? predict.call(stage, value) : transform!.call(stage, value));
    const all = this.value;
    let ofAll: Rows | Int32Array | undefined;
    this.#leave(stage, refusedRows(all, (some) => {
      const made = work(some);
      if (some === all) ofAll = made;
    }));
    if (this.#at.length === 0) return;
    this.#add(stage.kind, notesWhereTaken(stage, this.value), this.#at.map((_, i) => i));
    const result = ofAll ?? work(this.value);
    if (isPredictor) this.#at.forEach((row, i) => (this.#labels[row] = (result as Int32Array)[i]!));
    else this.value = result as Rows;
  }

  /** Leaves rows behind that a stage refuses. */
  #leave(stage: Model, refused: ReturnType<typeof refusedRows>): void {
    if (refused.length === 0) return;
    for (const { row, error } of refused) {
      const dropped = error.code === "MISSING_VALUE" ? notesWhereTaken(stage, takeOf(this.value, [row])).filter(({ code }) => code === "DROPPED") : [];
      const found = error.found.replace(" at row index 0", ""), refused = `${error.who} requires ${error.rule}, got ${found}`, reason = dropped.length > 0 ? `${dropped.map(({ column }) => column).join(", ")}: ${dropped[0]!.reason}` : refused;
      this.#reasons[this.#at[row]!] = reason;
      this.#add(stage.kind, dropped.length > 0 ? dropped : [{ row: 0, code: "REFUSED", column: columnIn(error.rule), found: null, used: null, reason }], [row]);
    }
    const gone = new Set(refused.map(({ row }) => row)), left = this.#at.map((_, i) => i).filter((i) => !gone.has(i));
    this.value = takeOf(this.value, left);
    this.#at = left.map((i) => this.#at[i]!);
  }

  #add(stage: string, notes: readonly RowNote[], rows: ArrayLike<number>): void {
    const whence = (row: number): number => this.#at[rows[row]!]!;
    for (const { row, code, column, found, used, reason, repeats } of notes) {
      const own = this.#notes[whence(row)]!, at = column === null ? -1 : own.findIndex((one) => one.column === column && FURTHER[one.code]?.includes(code) && one.used === found);
      if (at >= 0) own[at] = { ...own[at]!, used: own[at]!.code === "OUT_OF_RANGE" ? used : own[at]!.used };
      else own.push({ row: whence(row), code, column, found, used, reason, ...(repeats === undefined ? {} : { repeats: whence(repeats) }), stage });
    }
  }

  done(leftOut: readonly { column: string; reason: string }[]): ExplainedRows {
    const rows = this.#notes.map((notes, row) => ({ row, segment: this.#labels[row]! < 0 ? null : this.#labels[row]!, reason: this.#reasons[row]!, notes }));
    return { rows, labels: this.#labels, summary: summarizeRows(rows, leftOut) };
  }
}
