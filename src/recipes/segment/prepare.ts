import { isMissingAt, type Column, type ColumnSpec, type Table } from "../../data";
import { PipelineModel, type Estimator, type FitOptions, type Model } from "../../core";
import { SegmentryError } from "../../errors";
import { Matrix } from "../../data";
import { ColumnSelector } from "../../stages/column-selector";
import { Imputer } from "../../stages/imputer";
import { LabelEncoder } from "../../stages/label-encoder";
import { OneHotEncoder } from "../../stages/one-hot-encoder";
import { PCA } from "../../stages/pca";
import { StandardScaler } from "../../stages/standard-scaler";
import type { Recipe } from "./options";

/** The category that missing text becomes. */
const MISSING = "(missing)";
/** Levels rarer than this share of the customers are grouped. */
const RARE = 0.01;
const MOST_LEVELS = 20;
/** Components are kept until they explain this share of the variance, */
const SHARE = 0.9;
/** if that takes at most this share of the columns: otherwise they only blur what the columns mean. */
const WORTHWHILE = 0.75;

/** Fitted stages from plain customers to points, with the points themselves and what was decided. */
export interface Prepared {
  readonly stages: readonly Model[];
  readonly points: Matrix;
  readonly notes: readonly string[];
}

/** Indices of the customers that have a value in each of the columns. */
export function completeRows(table: Table, used: readonly ColumnSpec[]): number[] {
  const columns = used.map(({ name }): Column => table.store(name));
  return Array.from({ length: table.rows }, (_, row) => row).filter((row) => !columns.some((column) => isMissingAt(column, row)));
}

/** The guide's steps: label codes, standard scale, two components. */
export function prepareGuide(table: Table, used: readonly ColumnSpec[], options: FitOptions): Prepared {
  const chain = new Chain(table, options);
  chain.add(new ColumnSelector({ columns: used.map(({ name }) => name) }));
  chain.add(new LabelEncoder());
  chain.add(new StandardScaler());
  const components = Math.min(2, used.length);
  chain.add(new PCA({ components }));
  const notes = ["Categories are label-encoded as the guide does: the alphabetical order of their names takes part in distances. The default recipe does without."];
  return chain.done(notes);
}

/**
 * What a careful analyst does: missing values filled, categories one-hot with rare levels grouped, each column scaled to
 * count the same, and principal components where few of them hold most of the variance.
 */
export function prepareDefault(table: Table, used: readonly ColumnSpec[], recipe: Recipe, options: FitOptions): Prepared {
  const names = used.map(({ name }) => name), text = used.filter(({ type }) => type === "text").map(({ name }) => name);
  const numbers = names.filter((name) => !text.includes(name)), notes: string[] = [];
  const chain = new Chain(table, options);
  chain.add(new ColumnSelector({ columns: names }));
  if (recipe.missing === "impute") chain.add(new Imputer({ numeric: "median", categorical: { constant: MISSING } }));
  if (text.length > 0) {
    chain.add(new OneHotEncoder({ columns: text, unseen: "other", minFrequency: RARE, maxCategories: MOST_LEVELS, scale: "unit" }));
    notes.push(`${text.length} text ${plural("column", text.length)} one-hot encoded, each weighing as much as one number; levels below ${RARE * 100} % of the customers, or beyond the ${MOST_LEVELS - 1} most frequent, are grouped as (other), and so are new ones.`);
  }
  if (numbers.length > 0) {
    chain.add(new StandardScaler({ columns: numbers }));
    notes.push(`${numbers.length} numeric ${plural("column", numbers.length)} scaled to mean 0 and variance 1.`);
  }
  const encoded = chain.points().columns;
  if (encoded > 2 && chain.points().rows > 1) {
    const pca = new PCA({ components: SHARE }).fit(chain.points()), kept = pca.explainedVariance.length;
    if (kept <= WORTHWHILE * encoded) {
      chain.push(pca);
      notes.push(`${kept} principal components of ${encoded} columns hold ${SHARE * 100} % of the variance.`);
    }
  }
  return chain.done(notes);
}

const plural = (word: string, count: number): string => (count === 1 ? word : `${word}s`);

/** Stages fitted one after the other, each on what the ones before make of the data. */
class Chain {
  readonly #stages: Model[] = [];
  #value: unknown;

  constructor(table: Table, private readonly options: FitOptions) {
    this.#value = table;
  }

  add(estimator: Estimator<never, Model>): void {
    this.push(estimator.fit(this.#value as never, this.options));
  }

  push(model: Model): void {
    this.#stages.push(model);
    this.#value = new PipelineModel([model]).transform(this.#value);
  }

  points(): Matrix {
    return Matrix.is(this.#value) ? this.#value : (this.#value as Table).toMatrix();
  }

  done(notes: readonly string[]): Prepared {
    return { stages: this.#stages, points: this.points(), notes };
  }
}

/** Refuses a table with missing values in the columns to use. */
export function refuseMissing(table: Table, used: readonly ColumnSpec[]): void {
  for (const { name } of used) {
    const column = table.store(name);
    for (let row = 0; row < table.rows; row++) {
      if (isMissingAt(column, row)) {
        throw new SegmentryError("MISSING_VALUE", "segment", `column ${JSON.stringify(name)} to have no missing value`, `one at row index ${row}`, 'choose missing: "impute" or "drop"');
      }
    }
  }
}
