/**
 * Models and decoding only: what a front end or a service needs to answer from a saved model, in a few kilobytes.
 *
 * @packageDocumentation
 */
import { decoderWith, type Decode } from "./models";
import { builtInMetric } from "./stages/cosine-top-n/metrics";
import { cosineTopNCodec } from "./stages/cosine-top-n/model";

/**
 * The model that JSON text, or what `JSON.parse` made of it, stands for: bit for bit the one that was written. Everything is
 * checked before anything is built. This one knows all models, and of the metrics of CosineTopN `cosine` and `euclidean`.
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
export const decode: Decode = /* @__PURE__ */ decoderWith(/* @__PURE__ */ cosineTopNCodec(builtInMetric));

export * from "./exports/models";
