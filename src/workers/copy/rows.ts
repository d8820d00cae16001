import { carry, type Carried } from "./carry";
import { changed, STEP } from "./numbers";
import type { BrokenRow, Copy, Copying, Packed } from "./packed";

/** Rows that can be asked for one by one. */
export interface RowSource {
  count(): number;
  /** The same array may be filled anew each time. */
  row(index: number): unknown;
  /** What a row is to one who asks. */
  readonly were?: "arrays" | "typed arrays";
}

type Row = ArrayLike<unknown> | null | undefined;

/** Rows of numbers as one block. The first row that is none ends the copy: it decides what the fit refuses. */
export async function copyRows(copying: Copying, source: RowSource): Promise<Copy> {
  const { turns, memory, who } = copying, rows = source.count(), columns = (source.row(0) as Row)?.length ?? 0;
  const broken = (index: number): Copy => ({ packed: { form: "broken rows", index, width: columns, row: brokenRow(source.row(index), columns) }, verify: () => Promise.resolve() });
  if (!(columns > 0) || typeof source.row(0) === "string") return broken(0);
  const data = memory.floats(rows * columns), step = Math.max(1, Math.floor(STEP / columns));
  let fault = -1;
  await turns.through(rows, step, (from, to) => {
    for (let i = from; i < to && fault < 0; i++) if (!fillRow(data, i, columns, source.row(i))) fault = i;
  });
  const requireCount = (): void => {
    if (source.count() !== rows) throw changed(who, "of the number of rows");
  };
  if (fault >= 0) {
    requireCount();
    return broken(fault);
  }
  const verify = async (): Promise<void> => {
    requireCount();
    await turns.through(rows, step, (from, to) => {
      for (let i = from; i < to; i++) if (!isSameRow(data, i, columns, source.row(i))) throw changed(who, `at row index ${i}`);
    });
  };
  const packed: Packed = { form: "matrix", data, rows, columns, ...(source.were && { were: source.were }) };
  return { packed, verify };
}

function fillRow(data: Float64Array, i: number, columns: number, row: unknown): boolean {
  if ((row as Row)?.length !== columns) return false;
  for (let j = 0, p = i * columns; j < columns; j++, p++) {
    const value = (row as ArrayLike<unknown>)[j];
    if (typeof value !== "number") return false;
    data[p] = value;
  }
  return true;
}

function isSameRow(data: Float64Array, i: number, columns: number, row: unknown): boolean {
  if ((row as Row)?.length !== columns) return false;
  for (let j = 0, p = i * columns; j < columns; j++, p++) if (!Object.is(data[p], (row as ArrayLike<unknown>)[j])) return false;
  return true;
}

function brokenRow(row: unknown, columns: number): BrokenRow {
  const length = (row as Row)?.length as unknown;
  if (length === undefined || typeof row === "string") return { value: carry(row) };
  if (length !== columns) return { length: carry(length), isArray: Array.isArray(row) };
  return { items: Array.from(row as ArrayLike<unknown>, (item): Carried => carry(item)) };
}
