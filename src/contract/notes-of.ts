import { rowsWhere, type CodedColumns, type Model, type NotesRows, type RowNote } from "../core";
import { Frame, isMissingAt, readColumns, valueAt, type Category, type Column, type ColumnSpec, type TableInput, type Value } from "../data";
import type { ImputerModel } from "../stages/imputer/model";
import type { OneHotEncoderModel } from "../stages/one-hot-encoder/model";

/** What a stage does to single values of rows that it takes. Models of `segmentry/predict` carry no code for it: they stay small. */
export function notesOf(stage: Model, value: unknown): RowNote[] {
  const noting = stage as Partial<NotesRows<unknown>>;
  if (noting.rowNotes) return noting.rowNotes(value);
  const explain = Object.hasOwn(BY_KIND, stage.kind) && (Frame.is(value) || Array.isArray(value)) ? BY_KIND[stage.kind] : undefined;
  return explain ? explain(stage, readColumns(stage.kind, value as TableInput, fieldsOf<{ columns: ColumnSpec[] }>(stage).columns)) : [];
}

/** Models never change: what they are as JSON is made once. */
const FIELDS = /* @__PURE__ */ new WeakMap<Model, object>();

function fieldsOf<Fields extends object>(stage: Model): Fields {
  if (!FIELDS.has(stage)) FIELDS.set(stage, stage.toJSON());
  return FIELDS.get(stage) as Fields;
}

type Explain = (stage: Model, columns: readonly Column[]) => RowNote[];

const BY_KIND: Readonly<Record<string, Explain>> = { Imputer: imputed, LabelEncoder: coded, OrdinalEncoder: coded, OneHotEncoder: oneHot };

function imputed(stage: Model, columns: readonly Column[]): RowNote[] {
  const { fills } = stage as ImputerModel;
  return columns.flatMap((column) => {
    if (!Object.hasOwn(fills, column.name)) return [];
    const fill = fills[column.name]!, used: Value = column.type === "boolean" ? fill === 1 : column.type === "date" ? new Date(fill) : fill;
    return rowsWhere(column, (row) => isMissingAt(column, row)).map((row) => note(row, "IMPUTED", column, null, used, "missing, filled with what was learned at fit"));
  });
}

function coded(stage: Model, columns: readonly Column[]): RowNote[] {
  const { classes, unseen } = stage as CodedColumns;
  if (unseen === "error") return [];
  return columns.flatMap((column) => strangers(column, classes).map(([row, found]) => note(row, "UNSEEN", column, found, unseen, "a category that was not there at fit")));
}

function oneHot(stage: Model, columns: readonly Column[]): RowNote[] {
  const { classes, unseen } = stage as OneHotEncoderModel, json = fieldsOf<{ encoded: { name: string; kept: Category[]; other: boolean; grouped: Category[] }[] }>(stage);
  return columns.flatMap((column) => {
    const encoded = json.encoded.find(({ name }) => name === column.name);
    if (!encoded) return [];
    const isGrouped = encoded.other && unseen === "other", reason = isGrouped ? "rare at fit, or not there: counted among the others" : "not there at fit: counted as none of the categories";
    const rare = new Set<Value>(encoded.grouped);
    return [
      ...(rare.size > 0 ? rowsWhere(column, (row) => rare.has(valueAt(column, row))) : []).map((row) => note(row, "GROUPED", column, valueAt(column, row), "(other)", "rare at fit")),
      ...(unseen === "error" ? [] : strangers(column, classes)).map(([row, found]) => note(row, isGrouped ? "RARE_OR_UNSEEN" : "UNSEEN", column, found, isGrouped ? "(other)" : null, reason)),
    ];
  });
}

/** The rows of a column with a category that is none of its classes. */
function strangers(column: Column, classes: Readonly<Record<string, readonly Category[]>>): [number, Value][] {
  if (!Object.hasOwn(classes, column.name)) return [];
  const known = new Set<Value>(classes[column.name]);
  return rowsWhere(column, (row) => !isMissingAt(column, row) && !known.has(valueAt(column, row))).map((row) => [row, valueAt(column, row)]);
}

const note = (row: number, code: RowNote["code"], { name }: Column, found: Value, used: Value, reason: string): RowNote => ({ row, code, column: name, found, used, reason });
