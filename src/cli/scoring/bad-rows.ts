import type { ErrorCode, SegmentryError } from "../../index";
import { formatNumber } from "../../report/render";
import { plain } from "../terminal/plain";

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

/** Lines on rows that were left without a score; none where there are none. */
export function badRowLines(reasons: readonly BadRowReason[], total: number, most = 5): string[] {
  const bad = reasons.reduce((sum, { rows }) => sum + rows, 0);
  if (bad === 0) return [];
  return [
    `${formatNumber(bad)} of ${formatNumber(total)} rows could not be scored:`,
    ...reasons.slice(0, most).map(({ code, rule, rows, first }) => plain(`  ${formatNumber(rows)}: requires ${rule}, first got ${first} [${code}]`)),
    ...(reasons.length > most ? [`  and ${reasons.length - most} reasons more`] : []),
  ];
}
