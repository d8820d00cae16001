/** How sure it is that there are segments, and how many. */
export type Verdict = ClearVerdict | AmbiguousVerdict | NoVerdict;

interface VerdictBase {
  /** How many segments the model has. */
  readonly k: number;
  /** What was found, in one sentence. */
  readonly summary: string;
  /** The evidence, a sentence each. */
  readonly reasons: readonly string[];
  /** How often data without segments looks as clustered as this, from 0 to 1; null where that was not tested. */
  readonly pValue: number | null;
}

/** There are segments, and nearly all evidence is for one number of them. */
export interface ClearVerdict extends VerdictBase {
  readonly kind: "clear";
}

/** There is structure, but more than one number of segments describes it. */
export interface AmbiguousVerdict extends VerdictBase {
  readonly kind: "ambiguous";
  /** The numbers of segments that the evidence allows, ascending. */
  readonly candidates: readonly number[];
}

/** The data look like data without segments: any division is arbitrary. */
export interface NoVerdict extends VerdictBase {
  readonly kind: "none";
}
