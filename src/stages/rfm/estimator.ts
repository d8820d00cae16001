import { checkFit, CODEC, freezeModel, numericSchema, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { missingColumns, type TableInput } from "../../data";
import { checkInteger, checkOneOf, checkOptions, isList, SegmentryError, show } from "../../errors";
import { constantCuts, quantileCuts, quantilePlusOneCuts, rankCuts, reached, type Cuts } from "./cuts";
import { listed, MEASURES, ofMeasures, readAllMeasures, type OfMeasures } from "./measures";
import { rfm, RFMModel } from "./model";
import { compileRules, copyRules, type RFMRule, type RFMRulesCheck } from "./rules";
import { RFM_SEGMENTS_11 } from "./segment-maps";

/** Options of {@link RFM}. */
export interface RFMOptions {
  /** The names of the columns. Default: `recency`, `frequency` and `monetary`, as `customerFeatures` has them. */
  columns?: Partial<OfMeasures<string>>;
  /** How many scores each measure has, from 2 to 9. Default: 5. */
  bins?: number;
  /**
   * How scores are cut: `"quantile"`, beyond quantiles of type 7; `"rank"`, intervals of equal width over the ranks, of which
   * equal values have the lowest; or `"rfm-r"`, the rule of the R package rfm, whose thresholds are the quantiles plus 1, for
   * measures in whole numbers. Default: `"quantile"`.
   */
  binning?: RFMBinning;
  /** Thresholds of your own, `bins - 1` ascending numbers for each measure given. */
  cuts?: Partial<OfMeasures<Cuts>>;
  /** What to do where equal values leave a score to nobody: say so in the model's notes, or refuse. Default: `"report"`. */
  ties?: "report" | "error";
  /** The segments, first match wins. Default: {@link RFM_SEGMENTS_11}, which is for 5 bins. */
  segments?: readonly RFMRule[];
  /** What customers are called for whom no rule stands. Default: `"Others"`. */
  otherwise?: string;
}

/** How scores are cut. */
export type RFMBinning = "quantile" | "rank" | "rfm-r";

const WHO = "RFM";
const RULES: Readonly<Record<RFMBinning, (values: Float64Array, bins: number) => Cuts>> = { quantile: quantileCuts, rank: rankCuts, "rfm-r": quantilePlusOneCuts };

/**
 * Scores customers by recency, frequency and monetary value, and names segments by their scores. Thresholds are learned once
 * and kept: scoring other customers with the model does not move them.
 *
 * Less recency is better, more of the others is. A measure that is the same for all customers gives everybody the middle score.
 *
 * @example
 * ```ts
 * import { customerFeatures, RFM } from "segmentry/orders";
 *
 * const orders = [
 *   { customer: "ada", date: "2024-05-01", amount: 120 }, { customer: "ada", date: "2024-06-20", amount: 80 },
 *   { customer: "bob", date: "2023-11-02", amount: 15 }, { customer: "eve", date: "2024-06-29", amount: 40 },
 * ];
 * const { table } = customerFeatures(orders, { customer: "customer", date: "date", amount: "amount", reference: "2024-06-30" });
 * const model = new RFM({ bins: 2, segments: [{ name: "active", recency: [2, 2] }], otherwise: "quiet" }).fit(table);
 * console.log(model.score(table).map((one) => `${one!.cell} ${one!.segment}`)); // [ '222 active', '111 quiet', '211 active' ]
 * ```
 */
export class RFM implements Estimator<TableInput, RFMModel> {
  readonly kind = WHO;
  readonly columns: OfMeasures<string>;
  readonly bins: number;
  readonly binning: RFMBinning;
  readonly cuts: Partial<OfMeasures<Cuts>>;
  readonly ties: "report" | "error";
  readonly segments: readonly RFMRule[];
  readonly otherwise: string;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: RFMOptions = {}) {
    checkOptions(WHO, options, ["columns", "bins", "binning", "cuts", "ties", "segments", "otherwise"]);
    const { columns = {}, bins = 5, binning = "quantile", cuts = {}, ties = "report", segments = RFM_SEGMENTS_11, otherwise = "Others" } = options;
    this.bins = checkInteger(WHO, "bins", bins, 2, 9);
    this.binning = checkOneOf(WHO, "binning", binning, ["quantile", "rank", "rfm-r"]);
    this.ties = checkOneOf(WHO, "ties", ties, ["report", "error"]);
    if (typeof otherwise !== "string" || otherwise === "") throw new SegmentryError("INVALID_OPTION", WHO, "otherwise to be a name", show(otherwise));
    this.otherwise = otherwise;
    this.columns = checkColumns(columns);
    this.cuts = checkCuts(cuts, this.bins);
    if (options.segments === undefined && this.bins !== 5) {
      throw new SegmentryError("INVALID_OPTION", WHO, `segments for ${this.bins} bins`, "none", "those that it knows are for 5 bins");
    }
    compileRules(WHO, segments, this.bins, this.otherwise);
    this.segments = copyRules(segments);
    Object.freeze(this);
  }

  /**
   * Learns the thresholds of n customers. O(n log n).
   *
   * @throws SegmentryError `EMPTY_DATA`, `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`; `TOO_FEW_DISTINCT` where equal values
   * leave a score to nobody and `ties` is `"error"`
   */
  fit(input: TableInput, options?: FitOptions): RFMModel {
    checkFit(WHO, options);
    const values = readAllMeasures(WHO, input, this.columns);
    if (values.recency.length === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one customer", "none");
    const cuts = ofMeasures((measure) => this.cuts[measure] ?? this.#cut(values[measure])), { columns, bins, segments, otherwise } = this;
    if (!listed(cuts).flat().every(Number.isFinite)) throw new SegmentryError("NOT_FINITE", WHO, "finite thresholds", "numbers that overflow", "scale the columns down first");
    const unused = MEASURES.flatMap((measure) => unusedScores(measure, values[measure], cuts[measure], bins));
    if (unused.length > 0 && this.ties === "error") {
      throw new SegmentryError("TOO_FEW_DISTINCT", WHO, "customers in each score", unused[0]!, 'take fewer bins, cuts of your own, or ties: "report"');
    }
    return freezeModel(new RFMModel({ columns, bins, cuts, segments, otherwise, ranges: ofMeasures((measure) => rangeOf(values[measure])), notes: [...unused, ...rulesInWords(compileRules(WHO, segments, bins, otherwise), bins, otherwise)] }));
  }

  /** @internal */
  get [CODEC](): typeof rfm {
    return rfm;
  }

  outputSchema(schema: DataSchema): DataSchema {
    const names = schema.columns.map(({ name }) => name), missing = listed(this.columns).filter((name) => !names.includes(name));
    if (missing.length > 0) throw missingColumns(WHO, missing, names);
    return numericSchema(["R", "F", "M"]);
  }

  #cut(values: Float64Array): Cuts {
    const { bins } = this, first = values[0]!;
    if (values.every((value) => value === first)) return constantCuts(first, bins);
    return RULES[this.binning](values, bins);
  }
}

/** What is to be said of scores that nobody has. */
function unusedScores(measure: keyof OfMeasures<unknown>, values: Float64Array, cuts: Cuts, bins: number): string[] {
  const counts = new Array<number>(bins).fill(0), same = new Map<number, number>();
  for (const value of values) {
    counts[measure === "recency" ? bins - 1 - reached(value, cuts) : reached(value, cuts)]!++;
    same.set(value, (same.get(value) ?? 0) + 1);
  }
  const unused = counts.flatMap((count, i) => (count === 0 ? [i + 1] : []));
  if (unused.length === 0) return [];
  const [value, count] = [...same].reduce((a, b) => (b[1] > a[1] ? b : a)), share = (100 * count) / values.length;
  const why = count > 1 ? `${share.toFixed(share < 10 ? 1 : 0)} % of the customers have the value ${value}` : `no two customers have the same value, the thresholds are ${cuts.join(", ")}`;
  return [`${measure}: nobody has ${unused.length > 1 ? "the scores" : "the score"} ${unused.join(", ")}; ${why}`];
}

function rangeOf(values: Float64Array): readonly [number, number] {
  return values.reduce<readonly [number, number]>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}

/** What is to be said of rules that leave something open, or say more than one thing. */
function rulesInWords({ gaps, overlaps }: RFMRulesCheck, bins: number, otherwise: string): string[] {
  const cells = bins ** 3;
  return [
    ...(overlaps.length > 0 ? [`segments: ${overlaps.length} of ${cells} cells have several rules, the first of which wins`] : []),
    ...(gaps.length > 0 ? [`segments: ${gaps.length} of ${cells} cells have no rule, they are ${show(otherwise)}`] : []),
  ];
}

function checkColumns(columns: Partial<OfMeasures<string>>): OfMeasures<string> {
  checkOptions(`${WHO} columns`, columns, MEASURES);
  return Object.freeze(ofMeasures((measure) => {
    const name: unknown = columns[measure] === undefined ? measure : columns[measure];
    if (typeof name !== "string") throw new SegmentryError("INVALID_OPTION", WHO, `the column of ${measure} to be a name`, show(name));
    return name;
  }));
}

function checkCuts(cuts: Partial<OfMeasures<Cuts>>, bins: number): Partial<OfMeasures<Cuts>> {
  checkOptions(`${WHO} cuts`, cuts, MEASURES);
  return Object.freeze(Object.fromEntries(Object.entries(cuts).filter(([, of]) => of !== undefined).map(([measure, of]) => {
    const isAscending = isList(of) && of.length === bins - 1 && Array.from(of).every((cut, i) => Number.isFinite(cut) && (i === 0 || cut > of[i - 1]!));
    if (isAscending) return [measure, Object.freeze([...of])];
    throw new SegmentryError("INVALID_OPTION", WHO, `the cuts of ${measure} to be ${bins - 1} ascending numbers`, isList(of) ? `[${Array.from(of, show).join(", ")}]` : show(of));
  })));
}
