import { checkInteger, checkOptions } from "../errors";

/** What a request may cost. */
export interface ServiceLimits {
  /** Bytes of a JSON body. Streams of NDJSON are held to `rowBytes` a line instead. Default: 10,000,000. */
  readonly bodyBytes: number;
  /** Customers in a JSON body. Default: 10,000. */
  readonly rows: number;
  /** Bytes of one customer, of one line of NDJSON. Default: 262,144. */
  readonly rowBytes: number;
  /** Customers in a body to explain, or to find similar ones for. Default: 1,000, or `rows` where that is less. */
  readonly explainRows: number;
  /** Milliseconds in which a JSON body must have come in, and be answered. Default: 30,000. */
  readonly requestMs: number;
  /** Milliseconds that a stream may pause, on its way in or out. Default: 30,000. */
  readonly idleMs: number;
  /** Requests with a body that are worked on together, so many of at most 65,536 bytes and so many larger ones; further ones are told to come back. Default: 256. */
  readonly concurrent: number;
}

const DEFAULTS: ServiceLimits = { bodyBytes: 10_000_000, rows: 10_000, rowBytes: 262_144, explainRows: 1_000, requestMs: 30_000, idleMs: 30_000, concurrent: 256 };

/** Limits with the defaults of those not given. */
export function limitsOf(who: string, given: Partial<ServiceLimits> = {}): ServiceLimits {
  checkOptions(who, given, Object.keys(DEFAULTS));
  const limits = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof ServiceLimits)[]) {
    if (given[name] !== undefined) limits[name as "rows"] = checkInteger(who, `limits.${name}`, given[name], 1, 2 ** 31 - 1);
  }
  return { ...limits, explainRows: given.explainRows ?? Math.min(limits.explainRows, limits.rows) };
}
