import type { ColumnKind, ColumnType } from "./column";

const ID_WORD = /^(?:.*[_\s.-])?(?:id|uuid|guid)$/i;
const ID_ENDING = /[a-z\d]I[dD]$/;

/**
 * What a column is used as when nobody says: the name decides for ids (`id`, `USER_ID`, `customerId`, `uuid`), the type for
 * the rest. The values never decide, so that a subset of the rows has the same schema.
 */
export function inferKind(name: string, type: ColumnType): ColumnKind {
  if (ID_WORD.test(name) || ID_ENDING.test(name)) return "id";
  return type === "text" ? "categorical" : type === "date" ? "date" : "numeric";
}
