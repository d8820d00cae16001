import { takeRows, type Column } from "./column";
import { Frame } from "./frame";

/** Some of the rows of a frame, by index, in the given order. */
export function takeFrame(frame: Frame, rows: ArrayLike<number>): Frame {
  return Frame.wrap(frame.names.map((name) => withoutStrangers(takeRows(frame.store(name), rows))), rows.length);
}

/** The same column with just the levels that occur, in the order in which they do, as a table of those rows alone has them. */
function withoutStrangers(column: Column): Column {
  if (column.type !== "text") return column;
  const known = new Map<number, number>(), codes = column.codes.map((code) => {
    if (code >= 0 && !known.has(code)) known.set(code, known.size);
    return known.get(code) ?? code;
  });
  return { ...column, codes, levels: Array.from(known.keys(), (code) => column.levels[code]!) };
}
