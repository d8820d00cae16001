import { encode, frozen, numericColumn, type Codec, type FieldReader, type Model, type ModelJSON } from "../../core";
import { Frame, type TableInput } from "../../data";
import { reached, type Cuts } from "./cuts";
import { ofMeasures, readAllMeasures, readMeasures, type OfMeasures } from "./measures";
import { compileRules, copyRules, type CompiledRules, type RFMRule, type ScoreInterval } from "./rules";

const KIND = "RFM";
/** Orders of less than this share of the time of the fit are another window. */
const SHORT = 0.5;
/** Fewer customers say nothing of the time that their orders come from. */
const ENOUGH = 20;
/** More customers than this share beyond what the fit knew are no coincidence. */
const MANY = 0.2;

/** A customer's scores, and what they amount to. */
export interface RFMScore extends OfMeasures<number> {
  /** The three scores as text, for example `"543"`. */
  readonly cell: string;
  readonly segment: string;
}

/** What a segment amounts to among some customers. */
export interface RFMSegment {
  readonly segment: string;
  readonly customers: number;
  /** Their share of all customers, from 0 to 1. */
  readonly customerShare: number;
  /** The sum of their frequencies. */
  readonly orders: number;
  /** The sum of what they spent. */
  readonly revenue: number;
  /**
   * Their share of the revenue of all segments whose revenue is above 0, from 0 to 1: 0 where theirs is not, as where more was
   * sent back than bought. NaN where that of no segment is.
   */
  readonly revenueShare: number;
}

/** What {@link RFMModel} is made of. */
export interface RFMFields {
  /** The names of the columns. */
  readonly columns: OfMeasures<string>;
  readonly bins: number;
  readonly cuts: OfMeasures<Cuts>;
  readonly segments: readonly RFMRule[];
  readonly otherwise: string;
  /** The least and the largest values at fit. */
  readonly ranges: OfMeasures<readonly [number, number]>;
  readonly notes: readonly string[];
}

/**
 * A fitted {@link RFM}: thresholds that do not move, so that next month's customers are measured by them too. Immutable.
 *
 * @example
 * ```ts
 * import { RFM } from "segmentry/orders";
 *
 * const customers = [1, 2, 3, 4, 5].map((i) => ({ recency: 100 - 15 * i, frequency: i, monetary: 20 * i * i }));
 * const model = new RFM().fit(customers);
 * console.log(model.cuts.frequency, model.score([{ recency: 10, frequency: 9, monetary: 90 }])[0]!.cell); // [ 2, 3, 4, 5 ] 552
 * console.log(model.segments[model.predict(customers)[4]!]); // Champions
 * ```
 */
export class RFMModel implements Model {
  readonly kind = KIND;
  /** The names of the columns that it reads. */
  readonly columns!: OfMeasures<string>;
  /** How many scores each measure has. */
  readonly bins!: number;
  /** For each measure `bins - 1` ascending thresholds: a value that reaches one is beyond it. */
  readonly cuts!: OfMeasures<Cuts>;
  /** For each measure the least and the largest value at fit. */
  readonly ranges!: OfMeasures<readonly [number, number]>;
  /** What equal values and the rules left open, in words. */
  readonly notes!: readonly string[];
  /** The names of the segments; the labels of `predict` are indices into it. */
  readonly segments: readonly string[];
  readonly #rules: readonly RFMRule[];
  readonly #otherwise: string;
  readonly #compiled: CompiledRules;

  /** @hidden */
  constructor({ columns, bins, cuts, segments, otherwise, ranges, notes }: RFMFields) {
    Object.assign(this, frozen({ columns, bins, cuts, ranges, notes }));
    this.#compiled = compileRules(KIND, segments, bins, otherwise);
    this.#rules = copyRules(segments);
    this.#otherwise = otherwise;
    this.segments = Object.freeze([...this.#compiled.names]);
  }

  /**
   * The scores as features: the columns `R`, `F` and `M`, each from 1 (the worst) to `bins` (the best). O(rows x bins).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`
   */
  transform(input: TableInput): Frame<"numeric"> {
    const scores = this.#scores(readAllMeasures(KIND, input, this.columns));
    return Frame.wrap([["R", scores.recency], ["F", scores.frequency], ["M", scores.monetary]].map(([name, values]) =>
      ({ ...numericColumn(name as string), type: "number", values: values as Float64Array })));
  }

  /**
   * The index of each customer's segment among `segments`. O(rows x bins).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`
   */
  predict(input: TableInput): Int32Array {
    return this.#labels(this.#scores(readAllMeasures(KIND, input, this.columns)));
  }

  /**
   * The scores and the segment of each customer; null where a value is missing. O(rows x bins).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  score(input: TableInput): (RFMScore | null)[] {
    const values = readMeasures(KIND, input, this.columns), { recency, frequency, monetary } = this.#scores(values), labels = this.#labels({ recency, frequency, monetary });
    return Array.from(labels, (label, row): RFMScore | null => {
      const r = recency[row]!, f = frequency[row]!, m = monetary[row]!;
      return Number.isNaN(r + f + m) ? null : { recency: r, frequency: f, monetary: m, cell: `${r}${f}${m}`, segment: this.segments[label]! };
    });
  }

  /**
   * What each segment amounts to among some customers, in the order of `segments`. O(rows x bins).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`
   */
  segmentTable(input: TableInput): RFMSegment[] {
    const values = readAllMeasures(KIND, input, this.columns), labels = this.#labels(this.#scores(values)), { frequency, monetary } = values;
    const sums = this.segments.map(() => ({ customers: 0, orders: 0, revenue: 0 })), earned = (revenue: number): number => Math.max(0, revenue);
    labels.forEach((label, row) => {
      const sum = sums[label]!;
      sum.customers++;
      sum.orders += frequency[row]!;
      sum.revenue += monetary[row]!;
    });
    const all = sums.reduce((sum, { revenue }) => sum + earned(revenue), 0);
    return sums.map(({ customers, orders, revenue }, i) => ({
      segment: this.segments[i]!, customers, customerShare: customers / labels.length, orders, revenue, revenueShare: all > 0 ? earned(revenue) / all : NaN,
    }));
  }

  /**
   * In words what makes customers hard to compare with those of the fit: orders of a much shorter time, or counted to a day so
   * late that nobody was recent. Empty where nothing does. O(rows).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`
   */
  remarks(input: TableInput): string[] {
    const { recency } = readAllMeasures(KIND, input, this.columns), [, learned] = this.ranges.recency, longest = recency.reduce((most, days) => Math.max(most, days), 0);
    const beyond = recency.filter((days) => days > learned).length;
    return [
      ...(recency.length >= ENOUGH && longest < SHORT * learned ? [`the last orders of these customers are up to ${longest} days back, those of the fit up to ${learned}: fewer orders and less money fit into a shorter time, and scores come out lower; score all orders to date`] : []),
      ...(beyond > MANY * recency.length ? [`${beyond} of ${recency.length} customers bought last more than ${learned} days ago, longer than anybody at the fit: is the reference day right?`] : []),
    ];
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.columns, bins: this.bins, cuts: this.cuts, segments: this.#rules, otherwise: this.#otherwise, ranges: this.ranges, notes: this.notes });
  }

  #scores({ recency, frequency, monetary }: OfMeasures<Float64Array>): OfMeasures<Float64Array> {
    const { cuts, bins } = this, scoreOf = (value: number, of: Cuts): number => (Number.isNaN(value) ? NaN : 1 + reached(value, of));
    return {
      recency: recency.map((value) => bins + 1 - scoreOf(value, cuts.recency)),
      frequency: frequency.map((value) => scoreOf(value, cuts.frequency)),
      monetary: monetary.map((value) => scoreOf(value, cuts.monetary)),
    };
  }

  #labels({ recency, frequency, monetary }: OfMeasures<Float64Array>): Int32Array {
    const { bins } = this, { segmentOf } = this.#compiled;
    return Int32Array.from(recency, (r, row) => segmentOf[((r - 1) * bins + frequency[row]! - 1) * bins + monetary[row]! - 1] ?? -1);
  }
}

/**
 * Reads a fitted RFM back: `decodeWith(rfm)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { RFM, rfm } from "segmentry/orders";
 * import { decodeWith } from "segmentry/predict";
 *
 * const customers = [1, 2, 3, 4, 5].map((i) => ({ recency: 100 - 15 * i, frequency: i, monetary: 20 * i * i }));
 * const text = JSON.stringify(new RFM().fit(customers));
 * console.log(decodeWith(rfm)(text, "RFM").score(customers)[0]!.segment); // Lost
 * ```
 */
export const rfm: Codec<RFMModel> = {
  kind: KIND,
  read(fields) {
    const bins = fields.integer("bins", 2);
    if (bins > 9) fields.fail("bins", "at most 9", `${bins}`);
    const columns = fields.object("columns", (of) => ofMeasures((measure) => of.string(measure)));
    const cuts = fields.object("cuts", (of) => ofMeasures((measure) => readCuts(of, measure, bins)));
    return new RFMModel({ columns, bins, cuts, segments: fields.each("segments", readRule), otherwise: fields.string("otherwise") || fields.fail("otherwise", "a name", '""'), ranges: fields.object("ranges", (of) => ofMeasures((measure) => readRange(of, measure))), notes: fields.strings("notes") });
  },
};

function readCuts(fields: FieldReader, measure: string, bins: number): Cuts {
  const cuts = fields.numbers(measure, bins - 1);
  return cuts.every((cut, i) => i === 0 || cut >= cuts[i - 1]!) ? cuts : fields.fail(measure, "ascending", "others");
}

function readRange(fields: FieldReader, measure: string): readonly [number, number] {
  const [least, most] = fields.numbers(measure, 2) as [number, number];
  return least <= most ? [least, most] : fields.fail(measure, "ascending", `${least}, ${most}`);
}

function readRule(fields: FieldReader): RFMRule {
  const optional = <T>(name: string, read: () => T): Record<string, T> => (fields.value(name) === undefined ? {} : { [name]: read() });
  const interval = (name: string): Record<string, ScoreInterval> => optional(name, () => fields.numbers(name, 2) as unknown as ScoreInterval);
  return {
    name: fields.string("name"), ...interval("recency"), ...interval("frequency"), ...interval("monetary"), ...optional("cells", () => fields.strings("cells")),
  };
}
