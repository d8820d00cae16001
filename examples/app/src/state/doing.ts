import { batch } from "@preact/signals";
import type { Refusal, Step } from "../worker/protocol";
import { Refused, Stopped } from "./desk";
import * as session from "./session";
import type { StepName } from "./session";

export const say = (text: string): void => void (session.said.value = text);

export function goTo(name: StepName): void {
  batch(() => {
    session.problem.value = null;
    session.step.value = name;
  });
}

/** Does work with its progress shown; what is refused is told. Whether it was done. */
export async function doing(title: string, during: "open" | "fit" | "other", work: (onProgress: (step: Step) => void) => Promise<void>): Promise<boolean> {
  const before = document.activeElement;
  session.problem.value = null;
  session.busy.value = { title, step: null };
  say(title);
  try {
    await work((step) => void (session.busy.value = { title, step }));
    return true;
  } catch (error) {
    if (error instanceof Stopped) say("Stopped. Everything is as it was before.");
    else {
      say("");
      session.problem.value = { during, refusal: error instanceof Refused ? error.refusal : unexpected(error) };
    }
    return false;
  } finally {
    session.busy.value = null;
    giveBackFocus(before);
  }
}

/** To where it was before the work, unless a new step or a problem has it; where that is gone, to the heading. */
export function giveBackFocus(before: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    else document.querySelector("h1")?.focus({ preventScroll: true });
  });
}

export const unexpected = (error: unknown): Refusal => ({ code: "UNEXPECTED", message: String(error), rule: "", found: String(error), remedy: "" });
