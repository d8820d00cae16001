import { batch } from "@preact/signals";
import { goOnWith } from "../keep/projects";
import { lookAtShelf, type Project } from "../keep/shelf";
import { forgetOpen, forgetOther, saved } from "../keep/writer";
import { counted } from "../ui/words";
import { Refused, stopAll } from "./desk";
import { doing, giveBackFocus, goTo, say, unexpected } from "./doing";
import { dropAside, putBack, replaced } from "./replaced";
import * as session from "./session";

const NOT_FORGOTTEN = (error: unknown): never => {
  throw new Refused({ ...unexpected(error), code: "NOT_FORGOTTEN" });
};

/** Forgets what is open here; what is kept of it first, so that what is gone from the page is gone. */
export async function startOver(): Promise<void> {
  stopAll();
  const { id, name } = session.file.value!;
  await doing(`Forgetting ${name}`, "other", async () => {
    try {
      await forgetOpen().catch(NOT_FORGOTTEN);
      say(`${name} is forgotten.`);
    } finally {
      if (session.file.value?.id === id) clear(id);
      await lookAtShelf().catch(() => undefined);
    }
  });
}

function clear(id: string): void {
  batch(() => {
    dropAside(id);
    session.file.value = session.blob.value = session.opened.value = session.orders.value = session.offered.value = null;
    session.uses.value = {};
    session.dropFits();
    goTo("file");
  });
}

const NOT_KEPT = (name: string): Refused => new Refused({ code: "NOT_KEPT", message: "it is open in another tab, or was forgotten there", rule: "", found: name, remedy: "" });

/** Goes on with what is kept of another file; whether it could. */
export async function takeUp({ id, name }: Project): Promise<boolean> {
  return doing(`Opening ${name}`, "other", async () => {
    const isTaken = await goOnWith(id);
    await lookAtShelf().catch(() => undefined);
    if (!isTaken) throw NOT_KEPT(name);
    if (session.step.value === "file") goTo(session.fitted.value ? "segments" : "columns");
    say(`${name} is open again.`);
  });
}

/** Forgets what is kept of another file. */
export async function forget({ id, name }: Project): Promise<void> {
  await doing(`Forgetting ${name}`, "other", async () => {
    const isForgotten = await forgetOther(id).catch(NOT_FORGOTTEN);
    await lookAtShelf().catch(() => undefined);
    if (!isForgotten) throw NOT_KEPT(name);
    say(`${name} is forgotten.`);
  });
}

/** Goes back to the segments that gave way. */
export async function bringBack(): Promise<void> {
  await saved();
  const back = putBack();
  if (back) say(`The ${counted(back.k, "segment")} of ${back.file} are back.`);
}

/** Keeps the segments that gave way no longer for this page. */
export function letGo(): void {
  replaced.value = replaced.value.slice(1);
  say("They are let go.");
  giveBackFocus(null);
}
