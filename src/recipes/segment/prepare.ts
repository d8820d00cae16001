import { freezeModel, PipelineModel, summarize, type Estimator, type FitOptions, type Model } from "../../core";
import { asFeature, Frame, isMissingAt, Matrix, type Column, type ColumnSpec } from "../../data";
import { SegmentryError } from "../../errors";
import { ColumnSelector } from "../../stages/column-selector";
import { DateToDays } from "../../stages/date-to-days";
import { Imputer } from "../../stages/imputer";
import { LabelEncoder } from "../../stages/label-encoder";
import { OneHotEncoder } from "../../stages/one-hot-encoder";
import { PCA, type PCAModel } from "../../stages/pca";
import { PowerTransformerModel } from "../../stages/power-transformer";
import { StandardScaler } from "../../stages/standard-scaler";
import { WinsorizerModel } from "../../stages/winsorizer";
import { RARE } from "./features";
import type { ClusteringSpace, Recipe } from "./options";
import { powersOf } from "./powers";
import { farNote, shapesOf, type FarOut } from "./shapes";

/** The category that missing text becomes. */
const MISSING = "(missing)";
const MOST_LEVELS = 20;
/** Components are kept until they explain this share of the variance, */
const SHARE = 0.9;
/** if that takes at most this share of the columns: otherwise they only blur what the columns mean. */
const WORTHWHILE = 0.75;

/** Fitted stages from plain customers to points, with the points themselves and what was decided. */
export interface Prepared extends ClusteringSpace {
  readonly stages: readonly Model[];
  /** The customers as people read of them: dates as days. */
  readonly readable: Frame;
  readonly notes: readonly string[];
}

/** Indices of the customers that have a value in each of the columns. */
export function completeRows(table: Frame, used: readonly ColumnSpec[]): number[] {
  const columns = used.map(({ name }): Column => table.store(name));
  return Array.from({ length: table.rows }, (_, row) => row).filter((row) => !columns.some((column) => isMissingAt(column, row)));
}

/** The guide's steps: label codes, standard scale, two components. */
export function prepareGuide(table: Frame, used: readonly ColumnSpec[], options: FitOptions): Prepared {
  const chain = new Chain(table, options);
  chain.add(new ColumnSelector({ columns: used.map(({ name }) => name) }));
  const readable = chain.table();
  chain.add(new LabelEncoder());
  chain.add(new StandardScaler());
  const blocks = readable.names.filter((name) => readable.store(name).type !== "number").map((name) => [readable.names.indexOf(name)]);
  chain.reduce(new PCA({ components: Math.min(2, used.length) }).fit(chain.points()));
  const notes = ["Categories are label-encoded as the guide does: the alphabetical order of their names takes part in distances. The default recipe does without."];
  return chain.done(notes, readable, blocks);
}

/**
 * What a careful analyst does: dates as days, missing values filled, categories one-hot with rare levels grouped, the few values
 * far from all others cut off, skewed numbers made less so and all scaled to variance 1, and principal components where few of
 * them hold most of the variance. Ones and zeros stay as they are: then two customers of different category are a squared distance
 * of 2 apart, as much as two customers are on average in a number.
 * Scaling them to variance 1 as well would make rare levels outweigh all else.
 */
export function prepareDefault(table: Frame, used: readonly ColumnSpec[], recipe: Recipe, options: FitOptions): Prepared {
  const chain = new Chain(table, options), notes = [...selectColumns(chain, table, used)], readable = chain.table();
  const { names } = readable, categories = names.filter((name) => isCategory(readable.store(name)));
  const numbers = names.filter((name) => !categories.includes(name)), { far, skewed } = shapesOf(readable, numbers);
  const flags = categories.filter((name) => readable.store(name).type === "number");
  if (recipe.missing === "impute" && flags.length > 0) chain.add(new Imputer({ columns: flags, numeric: "mostFrequent" }));
  if (recipe.missing === "impute") chain.add(new Imputer({ numeric: "median", categorical: { constant: MISSING } }));
  if (categories.length > 0) {
    chain.add(new OneHotEncoder({ columns: categories, unseen: "other", minFrequency: RARE, maxCategories: MOST_LEVELS }));
    notes.push(`${categories.length} ${plural("column", categories.length)} of text or two values one-hot encoded; levels below ${RARE * 100} % of the customers, or beyond the ${MOST_LEVELS - 1} most frequent, are grouped as (other), and so are new ones.`);
  }
  if (far.length > 0) {
    cutOff(chain, far);
    notes.push(farNote(far));
  }
  const unskewed = unskew(chain, skewed);
  if (unskewed.length > 0) notes.push(`${unskewed.length} skewed numeric ${plural("column", unskewed.length)} made less so by a power (Yeo and Johnson), so that a few large values do not outweigh all others: ${unskewed.join(", ")}.`);
  if (numbers.length > 0) {
    chain.add(new StandardScaler({ columns: numbers }));
    notes.push(`${numbers.length} numeric ${plural("column", numbers.length)} scaled to mean 0 and variance 1.`);
  }
  const encoded = chain.points().columns, blocks = categories.map((name) => columnsOf(name, chain.points().names));
  if (encoded > 2 && chain.points().rows > 1) {
    const pca = new PCA({ components: SHARE }).fit(chain.points()), kept = pca.explainedVariance.length;
    if (kept <= WORTHWHILE * encoded) {
      chain.reduce(pca);
      notes.push(`${kept} principal ${plural("component", kept)} of ${encoded} columns hold ${SHARE * 100} % of the variance.`);
    }
  }
  return chain.done(notes, readable, blocks);
}

/** The one-hot columns of a category. */
function columnsOf(category: string, names: readonly string[]): number[] {
  return names.flatMap((name, j) => (name.startsWith(`${category}=`) ? [j] : []));
}

/** Takes just the columns to use, dates as days; says what dates are counted from. */
function selectColumns(chain: Chain, table: Frame, used: readonly ColumnSpec[]): string[] {
  const columns = used.map(({ name }) => name), dates = used.filter(({ type }) => type === "date").map(({ name }) => name);
  if (dates.length === 0) {
    chain.add(new ColumnSelector({ columns }));
    return [];
  }
  const days = new DateToDays({ columns: dates, outside: "clip" }).fit(Frame.wrap(columns.map((name) => ({ ...table.store(name), kind: asFeature(table.store(name)).kind }))));
  chain.push(days);
  return [`${dates.join(", ")} counted in days before ${days.reference.toISOString().slice(0, 10)}, the latest date; the model keeps that date.`];
}

function cutOff(chain: Chain, far: readonly FarOut[]): void {
  const { names } = chain.points(), limits = names.map((name) => far.find((one) => one.name === name)).map((one) => (one ? { low: one.low, high: one.high } : null));
  chain.push(freezeModel(new WinsorizerModel(names, limits)));
}

/** Adds a power transformation of those columns that it makes less skewed; their names. */
function unskew(chain: Chain, skewed: readonly string[]): string[] {
  const points = chain.points(), powers = powersOf(points, skewed), used = points.names.filter((_, j) => powers[j] !== null);
  if (used.length > 0) chain.push(freezeModel(new PowerTransformerModel(points.names, powers)));
  return used;
}

/** Text, yes or no, and numbers with just two values, which are yes or no as well. */
function isCategory(column: Column): boolean {
  return column.type !== "number" || summarize(column).distinct <= 2;
}

const plural = (word: string, count: number): string => (count === 1 ? word : `${word}s`);

/** Stages fitted one after the other, each on what the ones before make of the data. */
class Chain {
  readonly #stages: Model[] = [];
  #value: unknown;
  #encoded: Matrix | null = null;

  constructor(table: Frame, private readonly options: FitOptions) {
    this.#value = table;
  }

  add(estimator: Estimator<never, Model>): void {
    this.push(estimator.fit(this.#value as never, this.options));
  }

  push(model: Model): void {
    this.#stages.push(model);
    this.#value = new PipelineModel([model]).transform(this.#value);
  }

  /** Takes principal components, at the end. */
  reduce(pca: PCAModel): void {
    this.#encoded = this.points();
    this.push(pca);
  }

  points(): Matrix {
    return Matrix.is(this.#value) ? this.#value : (this.#value as Frame).toMatrix();
  }

  table(): Frame {
    return this.#value as Frame;
  }

  done(notes: readonly string[], readable: Frame, blocks: readonly (readonly number[])[]): Prepared {
    const points = this.points(), encoded = this.#encoded;
    return { stages: this.#stages, points, notes, readable, blocks, encoded: encoded ?? points, components: encoded && points.columns };
  }
}

/** Refuses a table with missing values in the columns to use. */
export function refuseMissing(table: Frame, used: readonly ColumnSpec[]): void {
  for (const { name } of used) {
    const column = table.store(name);
    for (let row = 0; row < table.rows; row++) {
      if (isMissingAt(column, row)) {
        throw new SegmentryError("MISSING_VALUE", "segment", `column ${JSON.stringify(name)} to have no missing value`, `one at row index ${row}`, 'choose missing: "impute" or "drop"');
      }
    }
  }
}
