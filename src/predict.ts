/**
 * Models and decoding only: what a front end or a service needs to answer from a saved model, in a few kilobytes.
 *
 * @packageDocumentation
 */
import { FURTHER_CODECS, type FurtherKinds } from "./exports/further-codecs";
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

/**
 * As {@link decode}, but it knows every kind of model that this library writes: also those of `segmentry/prepare` and
 * `segmentry/orders`. 21 kB minified and gzipped, where `decode` has 8; `decodeWith(dateToDays, winsorizer, powerTransformer)`
 * of `segmentry/prepare` knows all that `segment` makes in 10 kB.
 *
 * @example
 * ```ts
 * import { decodeAny } from "segmentry/predict";
 * import { DateToDays } from "segmentry/prepare";
 *
 * const text = JSON.stringify(new DateToDays({ reference: "2024-07-01" }).fit([{ SINCE: new Date("2024-06-01") }]));
 * console.log(decodeAny(text, "DateToDays").transform([{ SINCE: "2024-06-30" }]).toRows()); // [ [ 1 ] ]
 * ```
 */
export const decodeAny: Decode<EveryKind> = /* @__PURE__ */ decodeEvery(FURTHER_CODECS);

/** Every kind of model that this library writes. */
export interface EveryKind extends SegmentKinds, FurtherKinds {
  CosineTopN: CosineTopNModel;
}

/** A spread at the top level would keep bundlers from leaving all of it out. */
function decodeEvery(codecs: readonly Codec[]): Decode<EveryKind> {
  return decodeWith(cosineTopN, ...codecs) as never;
}

export { decodeWith } from "./models";
export { elbowFinderCodec as elbowFinder } from "./selection/elbow-finder/model";
export * from "./exports/models";
export type { FurtherKinds } from "./exports/further-codecs";
