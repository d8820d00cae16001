import { checkInteger, checkOptions, checkRecord, checkShare, SegmentryError, show } from "../errors";
import type { SegmentOptions } from "../recipes/segment";
import { KNOWN } from "../recipes/segment/options";
import { FEWEST_REFERENCES } from "../selection/sweep/assess";
import { WORDS, type NameWords } from "./words";

/** Options of {@link findSegments}: those of `segment`, and these. */
export interface FindSegmentsOptions extends SegmentOptions {
  /** Share of the customers that each segment must have, where their number is chosen: 0 to below 1. Default: 0.01. */
  minShare?: number;
  /** Sets of data without segments that the customers are compared with, 49 or more. Default: 59. */
  references?: number;
  /** Times that customers are drawn anew to see how stable segments are, 1 or more. Default: 30. */
  resamples?: number;
  /** Customers kept as points, for the map and to find similar ones, 0 or more; without ids. Default: 1,000. */
  sample?: number;
  /** Share of the customers held out to see how segments do on customers who were not there, 0 (not done) to below 1. Default: 0.3. */
  holdout?: number;
  /** The words of names; those not given are English. */
  words?: Partial<NameWords>;
}

/** Those options, checked. */
export interface InsightPlan {
  readonly minShare: number;
  readonly references: number;
  readonly resamples: number;
  readonly sample: number;
  readonly holdout: number;
  readonly words: NameWords;
}

const WHO = "findSegments";

const given = (words: object): Partial<NameWords> => Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));

/** Refuses words that are none: they become parts of names. */
function checkWords(words: Partial<NameWords>): void {
  checkOptions(WHO, words, Object.keys(WORDS));
  const { columns = {}, values = {}, ...single } = words;
  checkTexts("words", single);
  checkTexts("words.columns", columns);
  checkRecord(WHO, "words.values", values);
  Object.entries(values).forEach(([column, own]) => checkTexts(`words.values.${column}`, own));
}

function checkTexts(name: string, texts: Readonly<Record<string, string | undefined>>): void {
  checkRecord(WHO, name, texts);
  const wrong = Object.entries(texts).find(([, text]) => text !== undefined && typeof text !== "string");
  if (wrong) throw new SegmentryError("INVALID_OPTION", WHO, `${name}.${wrong[0]} to be text`, show(wrong[1]));
}

/** Takes the options of insights from those of `segment`, and checks them. */
export function splitOptions(options: FindSegmentsOptions): { segmenting: SegmentOptions; plan: InsightPlan } {
  checkOptions(WHO, options, [...KNOWN, "minShare", "references", "resamples", "sample", "holdout", "words"]);
  const { minShare = 0.01, references = 59, resamples = 30, sample = 1000, holdout = 0.3, words = {}, ...segmenting } = options;
  checkWords(words);
  return {
    segmenting,
    plan: {
      minShare: checkShare(WHO, "minShare", minShare), references: checkInteger(WHO, "references", references, FEWEST_REFERENCES), resamples: checkInteger(WHO, "resamples", resamples, 1),
      sample: checkInteger(WHO, "sample", sample, 0), holdout: checkShare(WHO, "holdout", holdout), words: { ...WORDS, ...given(words) },
    },
  };
}
