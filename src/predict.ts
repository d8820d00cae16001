/**
 * Models and decoding only: what a front end or a service needs to answer from a saved model, in a few kilobytes.
 *
 * @packageDocumentation
 */
import { decodeWith, type Decode, type SegmentKinds } from "./models";
import { builtInMetric } from "./stages/cosine-top-n/metrics";
import { cosineTopNCodec, type CosineTopNModel } from "./stages/cosine-top-n/model";
import type { Codec } from "./core";

/**
 * The model that JSON text, or what `JSON.parse` made of it, stands for: bit for bit the one that was written. Everything is
 * checked before anything is built. This one knows what leads from customers to segments: all encoders, scalers, PCA,
 * KMeans, pipelines and what `segment` gives; {@link decodeWith} adds the rest.
 *
 * @example
 * ```ts
 * import { StandardScaler } from "segmentry";
 * import { decode } from "segmentry/predict";
 *
 * const text = JSON.stringify(new StandardScaler().fit([[1], [3]]));
 * console.log(decode(text, "StandardScaler").transform([[5]]).toRows()); // [ [ 3 ] ]
 * ```
 */
export const decode: Decode<SegmentKinds> = /* @__PURE__ */ decodeWith();

/**
 * Adds CosineTopN, by cosine or euclidean, to the kinds that a decode knows; see {@link decodeWith}.
 *
 * @example
 * ```ts
 * import { cosineTopN, decodeWith } from "segmentry/predict";
 *
 * const decode = decodeWith(cosineTopN);
 * ```
 */
export const cosineTopN: Codec<CosineTopNModel> = /* @__PURE__ */ cosineTopNCodec(builtInMetric);

export { decodeWith } from "./models";
export { elbowFinderCodec as elbowFinder } from "./selection/elbow-finder/model";
export * from "./exports/models";
