import { Frame, Matrix, type NumberColumn } from "../../data";
import { carry } from "./carry";
import { changed, copyNumbers, requireSame } from "./numbers";
import type { Copy, Copying, PackedText } from "./packed";
import { copyRows, type RowSource } from "./rows";

/** Whatever a fit takes, copied in turns. What no fit takes is carried as well: the fit refuses it in its own words. */
export function pack(copying: Copying, input: unknown): Promise<Copy> {
  if (Matrix.is(input)) return packMatrix(copying, input);
  if (Frame.is(input)) return packFrame(copying, input);
  if (Array.isArray(input)) return isRow(input[0]) ? copyRows(copying, rowsOf(input)) : packList(copying, input);
  const like = rowsOfMatrixLike(input);
  return like ? (like.count() > 0 ? copyRows(copying, like) : packList(copying, [])) : packOther(input);
}

/** Weights, copied in turns. */
export async function packWeights(copying: Copying, weights: unknown): Promise<Copy> {
  const isList = Array.isArray(weights) || (ArrayBuffer.isView(weights) && !(weights instanceof DataView));
  if (!isList) return packOther(weights);
  const list = weights as unknown as unknown[], row: unknown[] = [];
  const whole: RowSource = {
    count: () => list.length,
    row(i) {
      row[0] = list[i];
      return row;
    },
  };
  const copy = list.length > 0 ? await copyRows(copying, whole) : undefined;
  return copy?.packed.form === "matrix" ? { ...copy, packed: { form: "numbers", data: copy.packed.data } } : packList(copying, list);
}

const isRow = (value: unknown): boolean => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function rowsOf(rows: readonly unknown[]): RowSource {
  return { count: () => rows.length, row: (i) => rows[i], were: Array.isArray(rows[0]) ? "arrays" : "typed arrays" };
}

/** The rows of what has the shape of an ml-matrix matrix; undefined for what has not. */
function rowsOfMatrixLike(input: unknown): RowSource | undefined {
  const like = input as { rows?: unknown; columns?: unknown; get?: unknown } | null | undefined;
  if (typeof like !== "object" || typeof like?.get !== "function" || !Number.isInteger(like.rows) || !Number.isInteger(like.columns)) return undefined;
  const matrix = like as { rows: number; columns: number; get(row: number, column: number): unknown };
  const row: unknown[] = [];
  return {
    count: () => matrix.rows,
    row(i) {
      row.length = Math.max(0, matrix.columns);
      for (let j = 0; j < row.length; j++) row[j] = matrix.get(i, j);
      return row;
    },
  };
}

async function packMatrix(copying: Copying, matrix: Matrix): Promise<Copy> {
  const { rows, columns, names } = matrix, data = await copyNumbers(copying, matrix.data);
  return { packed: { form: "matrix", data, rows, columns, names }, verify: () => requireSame(copying, matrix.data, data, columns) };
}

/** A table: nobody can change one, so that one look is enough. */
async function packFrame(copying: Copying, frame: Frame): Promise<Copy> {
  const columns: (NumberColumn | PackedText)[] = [];
  for (const { name } of frame.specs) {
    const column = frame.store(name);
    columns.push(column.type === "text"
      ? { ...column, codes: await copyNumbers(copying, column.codes), levels: (await copying.lists.carry(column.levels)).list }
      : { ...column, values: await copyNumbers(copying, column.values) });
  }
  return { packed: { form: "frame", rows: frame.rows, columns }, verify: () => Promise.resolve() };
}

async function packList(copying: Copying, items: readonly unknown[]): Promise<Copy> {
  const { list, firstChange } = await copying.lists.carry(items);
  const verify = async (): Promise<void> => {
    const index = await firstChange();
    if (index !== null) throw changed(copying.who, `at or after row index ${index}`);
  };
  return { packed: { form: "list", list }, verify };
}

function packOther(value: unknown): Promise<Copy> {
  return Promise.resolve({ packed: { form: "other", value: carry(value) }, verify: () => Promise.resolve() });
}
