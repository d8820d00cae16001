import { batch, signal } from "@preact/signals";
import * as session from "./session";

type State = ReadonlyMap<(typeof session.PARTS)[number] | "blob" | "fits", unknown>;

/** Segments that gave way to others, until the page is closed. */
export const replaced = signal<{ readonly id: string; readonly file: string; readonly k: number; readonly isNamed: boolean; readonly state: State } | null>(null);

/** What a click takes away, it can bring back. */
export function putAside(): void {
  const { fitted: { value: fit }, file: { value: file } } = session;
  if (!fit || !file) return;
  const state: State = new Map(([...session.PARTS, "blob", "fits"] as const).map((part) => [part, session[part].value as unknown]));
  replaced.value = { id: file.id, file: file.name, k: fit.k, isNamed: session.names.value[fit.k] !== undefined, state };
}

/** Puts the segments of before in the place of what is there now, which is put aside in turn where it has segments. */
export function putBack(): void {
  const before = replaced.value;
  if (!before) return;
  batch(() => {
    replaced.value = null;
    putAside();
    for (const [part, value] of before.state) session.setPart(part, value);
    session.uses.value = session.fittedUses.value ?? session.uses.value;
    session.step.value = "segments";
  });
}
