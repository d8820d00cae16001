import type { JSX } from "preact";
import { readCommas } from "../state/actions";
import { commasOf, file, opened, uses } from "../state/session";
import { brief, commaWords, count, counted, list } from "../ui/words";
import type { CommaColumn } from "../worker/protocol";

const MOST_NAMED = 4;

/** What became of the values that are no such numbers. */
function unreadWords(columns: readonly CommaColumn[]): string {
  const some = columns.filter(({ unread }) => unread > 0), all = some.reduce((sum, { unread }) => sum + unread, 0), one = some[0];
  if (!one) return "";
  const like = ({ unread, unreadExample }: CommaColumn): string => `(${unread === 1 ? "" : "such as "}“${brief(unreadExample!, 24)}”)`;
  if (some.length === 1) return `${counted(all, "value")} of ${brief(one.name)} ${like(one)} ${all === 1 ? "is no such number: it counts" : "are no such numbers: they count"} as missing.`;
  const each = some.slice(0, MOST_NAMED).map((column) => `${count(column.unread)} in ${brief(column.name)} ${like(column)}`);
  return `${counted(all, "value")} are no such numbers and count as missing: ${list(some.length > MOST_NAMED ? [...each, `others in ${counted(some.length - MOST_NAMED, "more column")}`] : each)}.`;
}

/** Says that numbers are written with decimal commas; they are read so unless one does not want that. */
export function Commas(): JSX.Element {
  const { commas } = opened.value!, isOn = commas.some(({ name }) => uses.value[name]!.commas), pointed = commas.find(({ isPointed }) => isPointed);
  const note = isOn ? unreadWords(commasOf(uses.value)) : `Now they are read as they stand: as text${pointed ? `, and ${pointed.example} as a number with a decimal point` : ""}.`;
  return (
    <div class="aside commas" role="group" aria-label="How numbers are written">
      <p>{commaWords(commas)}</p>
      {note !== "" && <p class="note">{note}</p>}
      <label class="check"><input type="checkbox" key={file.value!.id} checked={isOn} onChange={({ currentTarget: box }) => void readCommas(box.checked).then((done) => { if (!done) box.checked = isOn; })} /><span>Numbers are written with a decimal comma</span></label>
    </div>
  );
}
