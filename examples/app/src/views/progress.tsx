import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { stop } from "../state/actions";
import { busy } from "../state/session";
import { megabytes } from "../ui/words";

const STAGES: Readonly<Record<string, string>> = {
  read: "Reading the file", describe: "Looking at the columns", ElbowFinder: "Trying numbers of segments", sweep: "Judging numbers of segments",
  KMeans: "Finding segments", findSegments: "Describing segments", map: "Drawing the map",
};
/** What for, where it takes long. */
const WHY: Readonly<Record<string, string>> = {
  ElbowFinder: "Customers are divided into 1, 2, 3 and more.", sweep: "Each number is tried again on parts of the customers, and on made-up customers without segments.",
  findSegments: "What sets each apart, and whether it comes back.",
};

/** What goes on, how far it is, and a way to stop it. */
export function ProgressPanel(): JSX.Element | null {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => ref.current?.focus(), []);
  if (!busy.value) return null;
  const { title, step } = busy.value, words = step === null ? "Starting" : (STAGES[step.stage] ?? step.stage), isKnown = step !== null && step.total > 1 && Number.isFinite(step.total);
  const why = step && WHY[step.stage], shown = !isKnown ? "" : step.stage === "read" ? `${megabytes(step.done)} of ${megabytes(step.total)}` : `${Math.floor((100 * step.done) / step.total)}\u00a0%`;
  return (
    <div class="progress" role="group" aria-label={title}>
      <h2>{title}</h2>
      <progress aria-label={words} max={1} {...(isKnown ? { value: step.done / step.total } : {})} />
      <p><span>{words}</span><span class="note">{shown}</span></p>
      {why && <p class="note">{why}</p>}
      <button type="button" ref={ref} class="stop" onClick={stop}>Stop</button>
    </div>
  );
}
