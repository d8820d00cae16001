import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import type { Matrix, MatrixInput } from "../../data";
import { checkInteger, SegmentryError, show } from "../../errors";
import type { KMeansModel } from "../../stages/k-means/model";

const KIND = "ElbowFinder";

/** One point of the curve: a number of clusters and the inertia that k-means reached with it. */
export interface ElbowPoint {
  readonly k: number;
  readonly inertia: number;
}

/**
 * A fitted {@link ElbowFinder}: a clustering for each k, and the k at the knee. Immutable.
 *
 * @example
 * ```ts
 * import { ElbowFinder } from "segmentry";
 *
 * const elbow = new ElbowFinder({ maxK: 5, seed: 222 }).fit([[0], [1], [50], [51], [99], [100]]);
 * console.log(elbow.k, elbow.at(2).sizes.length); // 3 2
 * console.log(elbow.curve.slice(0, 2)); // [ { k: 2, inertia: 2402.5 }, { k: 3, inertia: 1.5 } ]
 * ```
 */
export class ElbowFinderModel implements Model {
  readonly kind = KIND;
  /** The k at the knee of the curve; null where the curve has no knee. */
  readonly k: number | null;
  readonly #models: readonly KMeansModel[];

  /** @hidden */
  constructor(models: readonly KMeansModel[], k: number | null) {
    this.#models = [...models];
    this.k = k;
  }

  /** Inertia for each k, ascending in k. Copied. */
  get curve(): ElbowPoint[] {
    return this.#models.map(({ k, inertia }) => ({ k, inertia }));
  }

  /** The clustering at the knee; null where the curve has no knee. */
  get best(): KMeansModel | null {
    return this.k === null ? null : this.at(this.k);
  }

  /**
   * The clustering with k clusters.
   *
   * @throws SegmentryError `INVALID_OPTION` for a k that was not swept
   */
  at(k: number): KMeansModel {
    checkInteger(KIND, "k", k, this.#models[0]!.k, this.#models.at(-1)!.k, "the swept range");
    return this.#models.find((model) => model.k === k)!;
  }

  /**
   * The labels that the clustering at the knee gives to n rows.
   *
   * @throws SegmentryError `NO_KNEE` where the curve has none, and what {@link KMeansModel.predict} refuses
   */
  predict(input: MatrixInput): Int32Array {
    return this.#require().predict(input);
  }

  /**
   * Distance of n rows to each centroid of the clustering at the knee: n x k.
   *
   * @throws SegmentryError `NO_KNEE` where the curve has none, and what {@link KMeansModel.transform} refuses
   */
  transform(input: MatrixInput): Matrix {
    return this.#require().transform(input);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { k: this.k, models: this.#models.map((model) => model.toJSON()) });
  }

  #require(): KMeansModel {
    if (this.best) return this.best;
    const { k: from } = this.#models[0]!, { k: to } = this.#models.at(-1)!;
    throw new SegmentryError("NO_KNEE", KIND, "a curve with a knee", `none from k = ${from} to ${to}`, "the data may have no segments; look at the curve and take at(k), or sweep more k");
  }
}

/**
 * Adds ElbowFinder to the kinds that a decode knows; see {@link decodeWith}.
 *
 * @example
 * ```ts
 * import { decodeWith, elbowFinder } from "segmentry/predict";
 *
 * const decode = decodeWith(elbowFinder);
 * ```
 */
export const elbowFinderCodec: Codec<ElbowFinderModel> = {
  kind: KIND,
  read(fields, decodeModel) {
    const models = fields.list("models", (value, i) => {
      const model = decodeModel(value);
      if (model.kind !== "KMeans") fields.fail(`models[${i}]`, "of kind KMeans", model.kind);
      return model as KMeansModel;
    });
    if (models.length === 0) fields.fail("models", "a list of at least one model", "none");
    models.forEach((model, i) => {
      if (model.k !== models[0]!.k + i) fields.fail(`models[${i}]`, `of ${models[0]!.k + i} clusters`, `${model.k}`);
    });
    const k = fields.value("k");
    if (k !== null && !models.some((model) => model.k === k)) fields.fail("k", "null or one of the swept", show(k));
    return new ElbowFinderModel(models, k as number | null);
  },
};
