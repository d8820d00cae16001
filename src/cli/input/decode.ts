import { streamPipelines } from "../../core";
import type { AnyModel } from "../../index";
import { decodeWith } from "../../models";
import { rfm } from "../../orders";
import { minMaxScaler, powerTransformer, quantileTransformer, robustScaler, winsorizer } from "../../prepare";
import { elbowFinderCodec } from "../../selection/elbow-finder/model";
import { anyMetric } from "../../stages/cosine-top-n/all-metrics";
import { cosineTopNCodec } from "../../stages/cosine-top-n/model";
import { labelListCodec } from "../../stages/label-encoder/list-model";

const decodeEvery = decodeWith(
  cosineTopNCodec(anyMetric), elbowFinderCodec, labelListCodec, rfm, minMaxScaler, robustScaler, winsorizer, powerTransformer, quantileTransformer,
);

/** The model of any kind that the library writes, those of `segmentry/orders` and `segmentry/prepare` included. */
export function decodeModel(text: string): AnyModel {
  streamPipelines();
  return decodeEvery(text) as AnyModel;
}
