import type { ComponentChildren, JSX } from "preact";
import { goTo } from "../state/doing";
import { first, fitted, isStale } from "../state/session";
import { counted, list } from "../ui/words";

/** What the verdict asks to keep in mind, wherever segments are used: nothing where it is clear and was followed. */
export function Caution({ none, ambiguous }: { readonly none: ComponentChildren; readonly ambiguous: ComponentChildren }): JSX.Element {
  const fit = fitted.value!, base = first.value ?? fit, { verdict } = base.insights, isOwn = fit.k !== base.k;
  return (
    <>
      {isStale.value && <p class="hint">Columns were changed since: these are the segments of before. <button type="button" class="quiet" onClick={() => goTo("columns")}>Back to the columns</button></p>}
      {verdict.kind === "none" && <p class="hint loud"><b>No segments were found.</b> <span>{none}</span></p>}
      {verdict.kind === "ambiguous" && <p class="hint"><b>More than one answer: {list(verdict.candidates, "or")} segments.</b> {verdict.candidates.includes(fit.k) ? "" : `You chose ${fit.k}, which the evidence does not support. `}{ambiguous}</p>}
      {verdict.kind === "clear" && isOwn && <p class="hint"><b>You chose {counted(fit.k, "segment")}; the evidence is for {base.k}.</b> Some of these may be parts of one kind of customers, or several kinds in one.</p>}
    </>
  );
}
