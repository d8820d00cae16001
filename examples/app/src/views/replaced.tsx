import type { JSX } from "preact";
import { bringBack, letGo } from "../state/kept";
import { replaced } from "../state/replaced";
import { counted } from "../ui/words";

/** The segments that gave way to what is shown, and a way back to them. */
export function Replaced(): JSX.Element | null {
  const [before] = replaced.value;
  if (!before) return null;
  return (
    <div class="aside" role="group" aria-label="Segments of before">
      <p>The {counted(before.k, "segment")} of {before.file}{before.isNamed && ", with your names for them,"} were put aside.</p>
      <div class="row"><button type="button" onClick={() => void bringBack()}>Bring them back</button><button type="button" class="quiet" onClick={letGo}>Let them go</button></div>
    </div>
  );
}
