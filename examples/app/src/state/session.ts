import { computed, signal } from "@preact/signals";
import type { ColumnKind } from "segmentry";
import type { CommaColumn, Customer, Fitted, Groups, Kept, Opened, OpenedColumn, OrderChoice, Refusal, Source, Step } from "../worker/protocol";

export const STEPS = ["file", "columns", "number", "segments", "try", "take"] as const;
export type StepName = (typeof STEPS)[number];

/** How a column is used: whether it counts, as what where that was chosen, and whether its text is read as numbers with a decimal comma. */
export interface Use {
  readonly on: boolean;
  readonly kind: ColumnKind | null;
  readonly commas: boolean;
}

/** The file as it is known without reading it. */
export interface FileFacts {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly isSample: boolean;
}

/** Work that is going on. */
export interface Busy {
  readonly title: string;
  readonly step: Step | null;
}

export const step = signal<StepName>("file");
export const file = signal<FileFacts | null>(null);
/** The bytes, which never leave the page; they are read by its worker. */
export const blob = signal<Blob | null>(null);
export const opened = signal<Opened | null>(null);
export const orders = signal<OrderChoice | null>(null);
/** What a file of orders was found to have, also once it was taken as such. */
export const offered = signal<OrderChoice | null>(null);
export const uses = signal<Readonly<Record<string, Use>>>({});
/** By number of segments. */
export const fits = signal<ReadonlyMap<number, Fitted>>(new Map());
/** The number of segments of the first run, whose verdict counts. */
export const firstK = signal<number | null>(null);
export const k = signal<number | null>(null);
/** The columns that the segments were found by. */
export const fittedUses = signal<Readonly<Record<string, Use>> | null>(null);
/** Those that did not count, as the recipe was told. */
export const fittedIgnored = signal<readonly string[]>([]);
/** Names that people gave, by number of segments. */
export const names = signal<Readonly<Record<number, readonly string[]>>>({});
export const customer = signal<Customer | null>(null);
export const chosenRow = signal<number | null>(null);
export const keptCustomers = signal<Kept>("points");

export const busy = signal<Busy | null>(null);
export const problem = signal<{ readonly refusal: Refusal; readonly during: "open" | "fit" | "other" } | null>(null);
/** What is read aloud. */
export const said = signal("");
/** Where what is done here is kept for a reload: in this browser, nowhere as it forbids that, has no room or could not be asked, not yet, or no more, as another tab forgot it. */
export const keeps = signal<"here" | "nowhere" | "full" | "unread" | "late" | "forgotten">("here");

export const fitted = computed<Fitted | null>(() => (k.value === null ? null : (fits.value.get(k.value) ?? null)));
export const first = computed<Fitted | null>(() => (firstK.value === null ? null : (fits.value.get(firstK.value) ?? null)));
export const segmentNames = computed<readonly string[]>(() => {
  const { value } = fitted, own = value && names.value[value.k];
  return value ? value.insights.segments.map(({ name, segment }) => own?.[segment] || name) : [];
});
export const counting = computed<readonly OpenedColumn[]>(() => (opened.value?.columns ?? []).filter(({ summary }) => uses.value[summary.name]?.on));
export const isStale = computed(() => fittedUses.value !== null && JSON.stringify(fittedUses.value) !== JSON.stringify(uses.value));

const SIGNALS = { step, file, opened, orders, offered, uses, firstK, k, fittedUses, fittedIgnored, names, customer, chosenRow, keptCustomers, blob, fits };

/** All that is known but the file's bytes and the fits, as plain data. */
export const PARTS = ["step", "file", "opened", "orders", "offered", "uses", "firstK", "k", "fittedUses", "fittedIgnored", "names", "customer", "chosenRow", "keptCustomers"] as const;

/** Puts a part back as it was kept. */
export const setPart = (part: (typeof PARTS)[number] | "blob" | "fits", value: unknown): void => void ((SIGNALS[part] as { value: unknown }).value = value);

export const newId = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/** Forgets the segments. */
export function dropFits(): void {
  fits.value = new Map();
  firstK.value = k.value = fittedUses.value = customer.value = chosenRow.value = null;
  fittedIgnored.value = [];
  names.value = {};
}

/** The kinds that were chosen by hand. */
export function chosenKinds(of: Readonly<Record<string, Use>>): Record<string, ColumnKind> {
  return Object.fromEntries(Object.entries(of).flatMap(([name, { kind }]) => (kind === null ? [] : [[name, kind]])));
}

/** The columns that are read with decimal commas, of those that were found: not what is to be something else than a number. */
export function commasOf(of: Readonly<Record<string, Use>>): readonly CommaColumn[] {
  return opened.value!.commas.filter(({ name }) => of[name]!.commas && (of[name]!.kind ?? "numeric") === "numeric");
}

/** The file as it is read for columns used this way. */
export function sourceOf(of: Readonly<Record<string, Use>>): Source {
  const commas: Groups = Object.fromEntries(commasOf(of).map(({ name, group }) => [name, group])), schema = Object.fromEntries(Object.entries(chosenKinds(of)).filter(([name]) => !Object.hasOwn(commas, name)));
  return { id: file.value!.id, name: file.value!.name, file: blob.value!, schema, orders: orders.value, commas };
}

/** Whether a step has what it shows. */
export function isOpen(name: StepName): boolean {
  return name === "file" || (name === "columns" ? opened.value !== null : fitted.value !== null || (name === "number" && opened.value !== null));
}
