import type { ErrorCode, SegmentryError } from "../../index";
import { print, type CliIO } from "../io";
import { plain } from "../terminal/plain";
import { formatCount } from "../terminal/numbers";

/** Why some rows could not be scored. */
export interface BadRowReason {
  readonly code: ErrorCode;
  /** What was required of them. */
  readonly rule: string;
  readonly rows: number;
  /** What the first of them had, and where it stands. */
  readonly first: string;
}

/** Counts rows that could not be scored by why. */
export class BadRows {
  readonly #reasons = new Map<string, { -readonly [K in keyof BadRowReason]: BadRowReason[K] }>();

  add({ code, rule, found }: SegmentryError): void {
    const key = `${code} ${rule}`, known = this.#reasons.get(key);
    if (known) known.rows++;
    else this.#reasons.set(key, { code, rule, rows: 1, first: found });
  }

  get rows(): number {
    return this.reasons.reduce((sum, { rows }) => sum + rows, 0);
  }

  get reasons(): BadRowReason[] {
    return Array.from(this.#reasons.values(), (reason) => ({ ...reason })).sort((a, b) => b.rows - a.rows);
  }
}

const MOST_REASONS = 5;

/** Says on stderr which rows were left without a score, and why; nothing where there are none. */
export async function printBadRows(reasons: readonly BadRowReason[], total: number, { stderr }: CliIO): Promise<void> {
  const bad = reasons.reduce((sum, { rows }) => sum + rows, 0), rest = reasons.length - MOST_REASONS;
  if (bad === 0) return;
  const lines = [
    `${formatCount(bad)} of ${formatCount(total)} rows could not be scored:`,
    ...reasons.slice(0, MOST_REASONS).map(({ code, rule, rows, first }) => `  ${formatCount(rows)}: requires ${rule}, first got ${first} [${code}]`),
    ...(rest > 0 ? [`  and ${rest} ${rest === 1 ? "reason" : "reasons"} more`] : []),
  ];
  for (const line of lines) await print(stderr, `${/^ */.exec(line)![0]}${plain(line).trimStart()}`);
}
