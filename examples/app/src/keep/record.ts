import * as session from "../state/session";

/** A record of a later version is left to its page, and one of an earlier version is of no use. */
const VERSION = 3;

type Parts = { readonly [P in (typeof session.PARTS)[number]]: (typeof session)[P]["value"] };

/** What is kept of a session beside its file and its fits, as plain data. */
export interface KeptSession extends Parts {
  readonly version: number;
  /** Which tab wrote it, for those that do not know of each other. */
  readonly writer: string;
  /** When, in milliseconds since 1970. */
  readonly changed: number;
}

export const WRITER = session.newId();

export function recordNow(): KeptSession {
  const parts = Object.fromEntries(session.PARTS.map((part) => [part, session[part].peek()])) as unknown as Parts;
  return { ...parts, version: VERSION, writer: WRITER, changed: Date.now() };
}

export function isKeptSession(value: unknown): value is KeptSession & { readonly file: session.FileFacts; readonly opened: object } {
  const { version, file, opened } = (value ?? {}) as Partial<KeptSession>;
  return version === VERSION && Boolean(file) && Boolean(opened);
}

export const isOfLaterVersion = (value: unknown): boolean => ((value ?? {}) as Partial<KeptSession>).version! > VERSION;
