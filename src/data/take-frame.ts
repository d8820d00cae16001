import { takeRows } from "./column";
import { Frame } from "./frame";

/** Some of the rows of a frame, by index, in the given order. */
export function takeFrame(frame: Frame, rows: ArrayLike<number>): Frame {
  return Frame.wrap(frame.names.map((name) => takeRows(frame.store(name), rows)), rows.length);
}
