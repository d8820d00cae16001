/**
 * Models and decoding only: what a front end or a service needs to answer from a saved model, in a few kilobytes.
 *
 * @packageDocumentation
 */
import { FURTHER_CODECS, type FurtherKinds } from "./exports/further-codecs";
import { decodeWith, type Decode, type SegmentKinds } from "./models";
import { builtInMetric } from "./stages/cosine-top-n/metrics";
import { cosineTopNCodec, type CosineTopNModel } from "./stages/cosine-top-n/model";
import { dateToDays } from "./stages/date-to-days/model";
import { powerTransformer } from "./stages/power-transformer/model";
import { winsorizer } from "./stages/winsorizer/model";
import type { Codec } from "./core";
import type { SegmentationModel } from "./recipes/segmentation-model";

/**
 * The model that JSON text, or what `JSON.parse` made of it, stands for: bit for bit the one that was written. Everything is
 * checked before anything is built. This one, of 8 kB, knows the encoders, StandardScaler, PCA, KMeans, pipelines of them and
 * reports. {@link decodeSegmentation} reads what `segment` gives, {@link decodeWith} adds kinds, {@link decodeAny} knows all.
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

const decodeAllSegmentations = /* @__PURE__ */ decodeWith(dateToDays, winsorizer, powerTransformer);

/**
 * The model of `segment`, whatever the customers were like: with dates, values far from all others and skewed columns it has
 * stages that {@link decode} does not know. 10 kB minified and gzipped, where `decode` has 8.
 *
 * @throws SegmentryError as {@link decode}
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { decodeSegmentation } from "segmentry/predict";
 *
 * const customers = Array.from({ length: 40 }, (_, i) => ({ AGE: 20 + (i % 2) * 40 + (i % 5), SINCE: new Date(Date.UTC(2024, 0, 1 + i)) }));
 * const model = decodeSegmentation(JSON.stringify(segment(customers, { k: 2 }).model));
 * console.log(model.predict([{ AGE: 61, SINCE: "2024-01-20" }])[0] === model.predict([{ AGE: 59, SINCE: "2024-01-21" }])[0]); // true
 * ```
 */
export function decodeSegmentation(json: unknown): SegmentationModel {
  return decodeAllSegmentations(json, "Segmentation");
}

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
 * `segmentry/orders`. 23 kB minified and gzipped, where `decode` has 8 and {@link decodeSegmentation} 10.
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
