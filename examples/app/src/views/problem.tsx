import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { problem } from "../state/session";
import { tellRefusal, type Told } from "../ui/refusals";

const NO_COLUMN: Told = { title: "No column can tell customers apart", advice: "Each of those that count is an id, is the same for all customers, or is a text of its own for each. Let other columns count." };

/** What went wrong, what was expected, and what to do. */
export function Problem(): JSX.Element | null {
  const ref = useRef<HTMLDivElement>(null), { value } = problem;
  useEffect(() => ref.current?.focus(), [value]);
  if (!value) return null;
  const { refusal, during } = value, { title, advice } = during === "fit" && refusal.code === "EMPTY_DATA" ? NO_COLUMN : tellRefusal(refusal);
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={ref} data-code={refusal.code}>
      <h2>{title}</h2>
      <p>{advice}</p>
      {refusal.message !== "" && refusal.message !== advice && <details><summary>In the words of the library</summary><p class="note">{refusal.message} [{refusal.code}]</p></details>}
      <button type="button" class="quiet" onClick={() => void (problem.value = null)}>Close</button>
    </div>
  );
}
