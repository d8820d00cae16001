import type { JSX } from "preact";
import { goTo } from "./state/doing";
import { busy, isOpen, keeps, problem, said, step, STEPS, type StepName } from "./state/session";
import { Shield } from "./ui/icons";
import { ThemeButton } from "./ui/theme";
import { ColumnsStep } from "./views/columns";
import { FileStep } from "./views/file";
import { NumberStep } from "./views/number";
import { Problem } from "./views/problem";
import { ProgressPanel } from "./views/progress";
import { SegmentsStep } from "./views/segments";
import { TakeStep } from "./views/take";
import { TryStep } from "./views/try";

const TITLES: Readonly<Record<StepName, string>> = { file: "Customers", columns: "Columns", number: "How many", segments: "Segments", try: "Try one", take: "Take away" };
const VIEWS: Readonly<Record<StepName, () => JSX.Element>> = { file: FileStep, columns: ColumnsStep, number: NumberStep, segments: SegmentsStep, try: TryStep, take: TakeStep };

function Logo(): JSX.Element {
  return <svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><circle class="c0" cx="10" cy="11" r="7" /><circle class="c1" cx="23" cy="14" r="5" /><circle class="c2" cx="14" cy="25" r="4" /></svg>;
}

function Steps(): JSX.Element {
  return (
    <nav class="steps" aria-label="Steps">
      <ol>
        {STEPS.map((name, i) => (
          <li key={name}>
            <button type="button" disabled={!isOpen(name) || busy.value !== null} aria-current={step.value === name ? "step" : undefined} onClick={() => goTo(name)}>
              <span class="at" aria-hidden="true">{i + 1}</span><span>{TITLES[name]}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const UNKEPT = {
  nowhere: "This browser lets the page keep nothing: what you do here is gone after a reload.",
  unread: "What this browser keeps could not be read. It is still there: load the page again to try once more.",
  late: "This browser could not keep the last change: a reload would lose it. It is tried again with the next one.",
  full: "This browser has no room left for this file: what you do here is gone after a reload. What you forget of the others on the first step makes room.",
  forgotten: "This was forgotten in another tab, so this browser does not keep it any more. The next file you open or segments you find are kept.",
};

/** The page: where one is, the step, and what goes on. */
export function App(): JSX.Element {
  const View = VIEWS[step.value];
  return (
    <>
      <a class="skip" href="#main">Skip to the step</a>
      <header class="top">
        <div class="brand"><Logo /><span>segmentry</span></div>
        <p class="promise"><Shield /><span>Your customers stay in this browser<span class="more">: nothing is sent</span>.</span></p>
        <ThemeButton />
      </header>
      <Steps />
      <main id="main" aria-busy={busy.value !== null}>
        {problem.value && <Problem />}
        {keeps.value !== "here" && <p class="hint keeps-nothing">{UNKEPT[keeps.value]}</p>}
        <div class={busy.value ? "step dimmed" : "step"} key={step.value} inert={busy.value !== null}><View /></div>
        {busy.value && <ProgressPanel />}
      </main>
      <div class="unseen" role="status" aria-live="polite">{said.value}</div>
    </>
  );
}
