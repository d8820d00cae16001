import {
  ClusterReporter, ColumnSelector, CosineTopN, ElbowFinder, Imputer, KMeans, LabelEncoder, OneHotEncoder, OrdinalEncoder, PCA,
  Pipeline, StandardScaler, segment, type Model,
} from "../../src";
import { DecisionTree } from "../../src/insights";
import { RFM } from "../../src/orders";
import {
  ColumnDropper, ColumnImputer, ColumnParser, CorrelationFilter, DateToDays, Deduplicator, FrequencyEncoder, MinMaxScaler, PowerTransformer, QuantileTransformer, RareLevelGrouper, RobustScaler,
  TrainedRange, VarianceThreshold, Winsorizer,
} from "../../src/prepare";
import { blobs } from "../support/fixtures";

/** A stage as the conformance suite sees it. */
export interface StageCase {
  name: string;
  takes: "matrix" | "table";
  /** Fits a new estimator with the same options each time. */
  fit(input: never): Model;
  /** The estimator itself, where it is one. */
  estimator?(): object;
  /** All that the model answers for an input, as plain values. */
  answers: readonly ((model: never, input: never) => unknown)[];
  /** A column that it needs. Default: CITY. */
  needs?: "CITY" | "ORDERS";
  /** Records to fit, of the columns of {@link RECORDS} and further ones. Default: those. */
  records?: Record<string, unknown>[];
  /** Answers that depend on all rows together, and so not row by row. */
  notByRow?: boolean;
  /** Refusals that do not apply, each with its reason. */
  skips?: Partial<Record<"unseen category" | "missing value", string>>;
}

export const ROWS: number[][] = blobs([[0, 0, 5], [10, 0, -5], [0, 10, 0]], 12, 2.5, 42);

export const RECORDS: Record<string, unknown>[] = ROWS.map(([age, orders], i) => ({
  USER_ID: 1000 - i, AGE: 40 + Math.round(age!), ORDERS: Math.abs(orders!), CITY: ["Rome", "Oslo", "Bern"][i % 3], VIP: i % 2 === 0, SIZE: ["S", "M", "L"][Math.floor(i / 12)],
}));

/** With a column of dates. */
export const DATED: Record<string, unknown>[] = RECORDS.map((record, i) => ({ ...record, SINCE: new Date(Date.UTC(2023, i % 12, 1 + i)) }));

const NO_CATEGORIES = "it has no use for categories", PASSES_ON = "it passes them on", FILLS = "it fills them";

type Rows = { toRows(): unknown };
const rowsOf = (value: unknown): unknown => (value as Rows).toRows();
const transform = (model: never, input: never): unknown => rowsOf((model as { transform(x: never): unknown }).transform(input));
const predict = (model: never, input: never): unknown => Array.from((model as { predict(x: never): Int32Array }).predict(input));
const only = <T>(make: () => { fit(input: T): Model }): Pick<StageCase, "fit" | "estimator"> => ({ fit: (input: never) => make().fit(input), estimator: make });

export const STAGES: readonly StageCase[] = [
  { name: "StandardScaler", takes: "matrix", ...only(() => new StandardScaler()), answers: [transform] },
  { name: "MinMaxScaler", takes: "matrix", ...only(() => new MinMaxScaler({ range: [-1, 2] })), answers: [transform] },
  { name: "RobustScaler", takes: "matrix", ...only(() => new RobustScaler()), answers: [transform] },
  { name: "Winsorizer", takes: "matrix", ...only(() => new Winsorizer({ quantileRange: [0.1, 0.9] })), answers: [transform] },
  { name: "PowerTransformer", takes: "matrix", ...only(() => new PowerTransformer()), answers: [transform] },
  { name: "QuantileTransformer", takes: "matrix", ...only(() => new QuantileTransformer({ output: "normal" })), answers: [transform] },
  { name: "VarianceThreshold", takes: "matrix", ...only(() => new VarianceThreshold({ threshold: 3 })), answers: [transform] },
  { name: "CorrelationFilter", takes: "matrix", ...only(() => new CorrelationFilter({ threshold: 0.3 })), answers: [transform] },
  { name: "PCA", takes: "matrix", ...only(() => new PCA({ components: 2 })), answers: [transform] },
  { name: "KMeans", takes: "matrix", ...only(() => new KMeans({ k: 3, seed: 1 })), answers: [transform, predict] },
  { name: "ElbowFinder", takes: "matrix", ...only(() => new ElbowFinder({ maxK: 7, nInit: 3, seed: 1 })), answers: [transform, predict] },
  {
    name: "CosineTopN", takes: "matrix", ...only<number[][]>(() => new CosineTopN({ n: 4 })),
    answers: [(model, input) => (model as unknown as { query(x: unknown): unknown[][] }).query(input)],
  },
  {
    name: "LabelEncoder", takes: "table", ...only<object[]>(() => new LabelEncoder()), answers: [transform],
  },
  { name: "OrdinalEncoder", takes: "table", ...only<object[]>(() => new OrdinalEncoder({ categories: { SIZE: ["S", "M", "L"], CITY: ["Rome", "Oslo", "Bern"] } })), answers: [transform] },
  { name: "OneHotEncoder", takes: "table", ...only<object[]>(() => new OneHotEncoder()), answers: [transform] },
  {
    name: "Imputer", takes: "table", ...only<object[]>(() => new Imputer()), answers: [transform],
    skips: { "unseen category": "it has no use for categories", "missing value": "it fills them" },
  },
  {
    name: "ColumnSelector", takes: "table", ...only<object[]>(() => new ColumnSelector({ columns: ["CITY", "AGE"] })), answers: [transform],
    skips: { "unseen category": "it has no use for categories", "missing value": "it passes them on" },
  },
  {
    name: "ColumnImputer", takes: "table", ...only<object[]>(() => new ColumnImputer({ strategies: { AGE: "mean", SIZE: { constant: "S" } }, indicator: ["ORDERS"] })), answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": FILLS },
  },
  {
    name: "ColumnDropper", takes: "table", ...only<object[]>(() => new ColumnDropper({ keep: ["CITY"] })), answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": PASSES_ON },
  },
  {
    name: "ColumnParser", takes: "table", ...only<object[]>(() => new ColumnParser({ columns: { VIP: "boolean" } })), answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": PASSES_ON },
  },
  {
    name: "DateToDays", takes: "table", ...only<object[]>(() => new DateToDays({ reference: "2024-01-01" })), records: DATED, answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": PASSES_ON },
  },
  {
    name: "Deduplicator", takes: "table", ...only<object[]>(() => new Deduplicator({ by: ["CITY", "SIZE"], keep: { highest: "AGE" } })), answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": PASSES_ON },
  },
  {
    name: "RareLevelGrouper", takes: "table", ...only<object[]>(() => new RareLevelGrouper({ top: 2, unseen: "error" })), answers: [transform],
    skips: { "missing value": PASSES_ON },
  },
  { name: "FrequencyEncoder", takes: "table", ...only<object[]>(() => new FrequencyEncoder()), answers: [transform] },
  {
    name: "TrainedRange", takes: "table", ...only<object[]>(() => new TrainedRange({ outside: "clip" })), answers: [transform],
    skips: { "unseen category": NO_CATEGORIES, "missing value": PASSES_ON },
  },
  {
    name: "RFM", takes: "table", ...only<object[]>(() => new RFM({ columns: { recency: "AGE", frequency: "ORDERS", monetary: "ORDERS" } })), answers: [transform, predict], needs: "ORDERS",
    skips: { "unseen category": "it has no use for categories" },
  },
  {
    name: "Pipeline", takes: "table",
    ...only<object[]>(() => new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 3, seed: 1 })])),
    answers: [transform, predict],
  },
  {
    name: "Segmentation", takes: "table", fit: (input: never) => segment(input, { k: 3, seed: 1 }).model, answers: [transform, predict],
    skips: { "unseen category": "it counts them among the rare ones", "missing value": "it fills them" },
  },
  {
    name: "DecisionTree", takes: "table", answers: [predict, (model, input) => rowsOf((model as { probabilities(x: never): unknown }).probabilities(input))],
    fit: (input: never) => new DecisionTree().fit(input, Array.from({ length: (input as { rows?: number }).rows ?? (input as object[]).length }, (_, i) => Number(i % 3 === 0) + (i >= 12 && i < 24 ? 2 : 0))),
    skips: { "unseen category": "it goes with those that a question does not name", "missing value": "the fit decides where it goes" },
  },
  {
    name: "ClusterReport", takes: "table", fit: (input: never) => new ClusterReporter().fit(input, (input as object[]).map((_, i) => i % 3)), answers: [],
  },
];
