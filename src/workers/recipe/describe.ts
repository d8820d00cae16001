import { Matrix } from "../../data";
import { SegmentryError, show } from "../../errors";

/** An estimator as plain data, which a worker makes it from anew: its kind and the options of its constructor. */
export interface Recipe {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The options that are matrices. */
  readonly matrices: Readonly<Record<string, PlainMatrix>>;
  /** The estimators that a pipeline puts in a row. */
  readonly stages?: readonly Recipe[];
}

/** A matrix without its class, which no copy between threads keeps. */
export type PlainMatrix = Pick<Matrix, "data" | "rows" | "columns" | "names">;

type Fields = Readonly<Record<string, unknown>>;

/** Estimators whose fields are not just the options of their constructor, one by one. */
const OPTIONS: Readonly<Record<string, (fields: Fields) => Fields>> = {
  ElbowFinder: ({ kMeans, ...own }) => ({ ...own, ...(kMeans as Fields) }),
  // No limit is Infinity as a field, and no option.
  OneHotEncoder: ({ maxCategories, ...others }) => (maxCategories === Infinity ? others : { ...others, maxCategories }),
};

/**
 * The recipe of an estimator of this library, read off its public fields.
 *
 * @throws SegmentryError `UNSUPPORTED` for what is none, also for a class derived from one, whose code no worker knows
 */
export function describe(who: string, estimator: unknown): Recipe {
  if (!isPlainEstimator(estimator)) {
    throw new SegmentryError("UNSUPPORTED", who, "an estimator of segmentry whose fit can take long", show(estimator), "CosineTopN and ClusterReporter are quick, and your own estimator needs a worker of your own: call their fit");
  }
  const { kind, stages, ...fields } = fieldsOf(estimator);
  if (Array.isArray(stages)) return { kind: kind as string, options: {}, matrices: {}, stages: stages.map((stage) => describe(who, stage)) };
  const all = Object.entries((OPTIONS[kind as string] ?? same)(fields));
  const matrices = all.filter((entry): entry is [string, Matrix] => Matrix.is(entry[1])).map(([name, matrix]) => [name, plainMatrix(matrix)]);
  return {
    kind: kind as string,
    options: plain(who, Object.fromEntries(all.filter(([, value]) => !Matrix.is(value)))),
    matrices: Object.fromEntries(matrices) as Recipe["matrices"],
  };
}

/**
 * A copy of options as another thread will see them.
 *
 * @throws SegmentryError `INVALID_OPTION` for a function or whatever else cannot be sent
 */
export function plain<T extends object>(who: string, options: T): T {
  for (const [name, value] of Object.entries(options)) {
    try {
      structuredClone(value);
    } catch {
      throw new SegmentryError("INVALID_OPTION", who, `${name} to be a plain value`, show(value));
    }
  }
  return structuredClone(options);
}

const same = (fields: Fields): Fields => fields;

const plainMatrix = ({ data, rows, columns, names }: Matrix): PlainMatrix => ({ data, rows, columns, names });

/** By its shape, not by its class: the page that asks bundles no solver. */
function isPlainEstimator(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const { kind, fit, outputSchema } = value as Record<string, unknown>, base: unknown = Object.getPrototypeOf(Object.getPrototypeOf(value));
  const derivesFromNothing = base !== null && Object.getPrototypeOf(base) === null;
  return typeof kind === "string" && typeof fit === "function" && typeof outputSchema === "function" && derivesFromNothing;
}

/** The fields of an object and what its getters give. */
function fieldsOf(estimator: object): Record<string, unknown> {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(estimator) as object)).filter(([, { get }]) => get);
  return { ...estimator, ...Object.fromEntries(getters.map(([name]) => [name, (estimator as Record<string, unknown>)[name]])) };
}
