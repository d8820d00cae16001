import type { JSX } from "preact";
import { readCommas } from "../state/actions";
import { commasOf, file, opened, uses } from "../state/session";
import { brief, commaWords, counted, list } from "../ui/words";
import type { CommaColumn } from "../worker/protocol";

/** What became of the values that are no such numbers. */
function Unread({ columns }: { readonly columns: readonly CommaColumn[] }): JSX.Element | null {
  const some = columns.filter(({ unread }) => unread > 0), all = some.reduce((sum, { unread }) => sum + unread, 0);
  if (all === 0) return null;
  const each = some.slice(0, 4).map(({ name, unread, unreadExample }) => `${unread} in ${brief(name)} (${unread === 1 ? "" : "such as "}“${brief(unreadExample!, 24)}”)`);
  return <span class="note"> {counted(all, "value")} {all === 1 ? "is no such number and counts" : "are no such numbers and count"} as missing: {list(some.length > 4 ? [...each, "more in others"] : each)}.</span>;
}

/** Says that numbers are written with decimal commas; they are read so unless one does not want that. */
export function Commas(): JSX.Element {
  const { commas } = opened.value!, read = commasOf(uses.value), isOn = commas.some(({ name }) => uses.value[name]!.commas), pointed = commas.find(({ isPointed }) => isPointed);
  return (
    <div class="aside commas" role="group" aria-label="How numbers are written">
      <p>{commaWords(commas)} {isOn ? <Unread columns={read} /> : <span class="note">They are read as they stand now: as text{pointed && `, and ${pointed.example} as a number with a decimal point`}.</span>}</p>
      <label class="check"><input type="checkbox" key={file.value!.id} checked={isOn} onChange={({ currentTarget: box }) => void readCommas(box.checked).then((done) => { if (!done) box.checked = isOn; })} /><span>Numbers are written with a decimal comma</span></label>
    </div>
  );
}
