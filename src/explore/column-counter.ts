import { looksLike } from "../data/looks-like";
import { parseDate, parseNumber } from "../data/parse";
import { DistinctCount } from "./sketches/distinct-count";
import { FrequentValues } from "./sketches/frequent-values";
import { Moments } from "../math/moments";
import { QuantileSketch } from "./sketches/quantile-sketch";
import type { ColumnFacts, ColumnSummary, Histogram, ValueCount } from "./types";

/** A value of a column that is there. */
export type Cell = string | number | boolean | Date;

/** What a value is, found out once for each different one. */
interface Known {
  /** What it stands for as a number, or as a time; NaN where as neither. */
  readonly number: number;
  readonly kind: "number" | "boolean" | "date" | "numberText" | "dateText" | "text";
  /** What other text looks like. */
  readonly like: "dates" | "numbers" | null;
}

/** Precedes the times of dates among the texts, which are trimmed. */
const TIME = " ";

/** Counts the values of one column as they come, in bounded memory. */
export class ColumnCounter {
  readonly kinds = { number: 0, boolean: 0, date: 0, numberText: 0, dateText: 0, text: 0 };
  /** Texts that look like dates or numbers, written in some other way. */
  readonly likes = { dates: 0, numbers: 0 };
  missing = 0;
  /** The first value that is text and nothing else. */
  firstText: string | undefined;
  readonly distinct = new DistinctCount();
  readonly values = new FrequentValues<string | number | boolean, Known>(learn);
  readonly moments = new Moments();
  readonly quantiles = new QuantileSketch();

  constructor(readonly name: string) {}

  get count(): number {
    const { number, boolean, date, numberText, dateText, text } = this.kinds;
    return number + boolean + date + numberText + dateText + text;
  }

  add(value: Cell): void {
    const key = value instanceof Date ? TIME + String(+value) : value, { known, count } = this.values.add(key);
    this.kinds[known.kind]++;
    if (known.kind === "text") this.firstText ??= String(key);
    if (known.like !== null) this.likes[known.like]++;
    // What is counted already cannot be new.
    if (count === 1) this.distinct.add(typeof key === "boolean" ? String(key) : key);
    if (Number.isNaN(known.number)) return;
    this.moments.add(known.number);
    this.quantiles.add(known.number);
  }

  /** What most of the values are: the column is that. */
  get type(): ColumnSummary["type"] {
    const { count, kinds } = this;
    if (count === 0) return "empty";
    if (kinds.number + kinds.numberText === count) return "number";
    if (kinds.date + kinds.dateText === count) return "date";
    return kinds.boolean === count ? "boolean" : "text";
  }

  summary(most: number, bins: number): ColumnSummary {
    const { name, missing, count, type, moments, quantiles } = this, facts: ColumnFacts = { name, count, missing, distinct: this.distinct.count, top: this.#top(most) };
    if (type === "date") return { ...facts, type, first: isoOf(moments.least), last: isoOf(moments.most) };
    if (type !== "number") return { ...facts, type };
    const { mean, least, most: largest, standardDeviation, skewness } = moments, [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantiles.quantile(share)) as [number, number, number];
    return { ...facts, type, mean, standardDeviation: orNull(standardDeviation), skewness: orNull(skewness), least, q1, median, q3, most: largest, histogram: this.#histogram(bins) };
  }

  #top(most: number): ValueCount[] {
    return this.values.top(most).map(({ value, count, known }) => ({ value: known.kind === "date" ? isoOf(known.number) : String(value), count, ratio: count / this.count }));
  }

  #histogram(bins: number): Histogram {
    const { least, most } = this.moments, { quantiles } = this, total = quantiles.count;
    if (least === most) return { edges: [least, most], counts: [total] };
    const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins ? most : least + ((most - least) * i) / bins));
    const up = edges.map((edge, i) => (i === bins ? total : Math.round(quantiles.below(edge) * total)));
    return { edges, counts: up.slice(1).map((count, i) => count - up[i]!) };
  }
}

function learn(value: string | number | boolean): Known {
  if (typeof value === "number") return { kind: "number", number: value, like: null };
  if (typeof value === "boolean") return { kind: "boolean", number: NaN, like: null };
  if (value.startsWith(TIME)) return { kind: "date", number: Number(value), like: null };
  const number = parseNumber(value);
  if (!Number.isNaN(number)) return { kind: "numberText", number, like: null };
  const date = parseDate(value);
  return Number.isNaN(date) ? { kind: "text", number: NaN, like: looksLike(value) } : { kind: "dateText", number: date, like: null };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const isoOf = (time: number): string => new Date(time).toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z");
