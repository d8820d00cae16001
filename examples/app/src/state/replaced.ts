import { batch, signal } from "@preact/signals";
import { MOST_ASIDE } from "../limits";
import * as session from "./session";

const PARTS = [...session.PARTS, "blob", "fits"] as const;
/** What tells two states of one file apart, beside where one is and what one looks at. */
const MADE = ["orders", "uses", "firstK", "k", "fittedUses", "names"] as const;

/** Segments that gave way to others. */
export interface Aside {
  readonly id: string;
  readonly file: string;
  readonly k: number;
  readonly isNamed: boolean;
  readonly state: ReadonlyMap<(typeof PARTS)[number], unknown>;
}

/** What gave way, the last first, until the page is closed. */
export const replaced = signal<readonly Aside[]>([]);

/** What a click takes away, it can bring back. */
export function putAside(): void {
  const { fitted: { value: fit }, file: { value: file } } = session;
  if (!fit || !file) return;
  const aside: Aside = { id: file.id, file: file.name, k: fit.k, isNamed: session.names.value[fit.k] !== undefined, state: new Map(PARTS.map((part) => [part, session[part].value as unknown])) };
  replaced.value = [aside, ...replaced.value].slice(0, MOST_ASIDE);
}

/** Drops what was put aside of a file: all of it, or what is as it is kept. */
export function dropAside(id: string, kept?: Readonly<Partial<Record<(typeof MADE)[number], unknown>>>): void {
  const isSame = ({ state }: Aside): boolean => kept === undefined || JSON.stringify(MADE.map((part) => state.get(part))) === JSON.stringify(MADE.map((part) => kept[part]));
  replaced.value = replaced.value.filter((aside) => aside.id !== id || !isSame(aside));
}

/** Puts the segments that gave way last in the place of what is there now, which is put aside in turn where it has segments. */
export function putBack(): Aside | null {
  const [last, ...others] = replaced.value;
  if (!last) return null;
  batch(() => {
    replaced.value = others;
    putAside();
    for (const [part, value] of last.state) session.setPart(part, value);
    session.uses.value = session.fittedUses.value ?? session.uses.value;
    session.step.value = "segments";
  });
  return last;
}
