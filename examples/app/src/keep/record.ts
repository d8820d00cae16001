import * as session from "../state/session";

/** Another version of the record is not read. */
const VERSION = 3;

/** What is kept of a session beside its file and its fits, as plain data. */
export interface Record extends Pick<{ readonly [P in (typeof session.PARTS)[number]]: (typeof session)[P]["value"] }, (typeof session.PARTS)[number]> {
  readonly version: number;
  /** Which tab wrote it, for those that do not know of each other. */
  readonly writer: string;
  /** When, in milliseconds since 1970. */
  readonly changed: number;
}

export const WRITER = session.newId();

export function recordNow(): Record {
  const parts = Object.fromEntries(session.PARTS.map((part) => [part, session[part].peek()]));
  return { ...(parts as unknown as Record), version: VERSION, writer: WRITER, changed: Date.now() };
}

export function isRecord(value: unknown): value is Record & { readonly file: session.FileFacts; readonly opened: object } {
  const { version, file, opened } = (value ?? {}) as Partial<Record>;
  return version === VERSION && Boolean(file) && Boolean(opened);
}
