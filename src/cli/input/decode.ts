import { streamPipelines } from "../../core";
import { FURTHER_CODECS } from "../../exports/further-codecs";
import type { AnyModel } from "../../index";
import { decodeWith } from "../../models";
import { anyMetric } from "../../stages/cosine-top-n/all-metrics";
import { cosineTopNCodec } from "../../stages/cosine-top-n/model";

const decodeEvery = decodeWith(cosineTopNCodec(anyMetric), ...FURTHER_CODECS);

/** The model of any kind that the library writes, those of `segmentry/orders` and `segmentry/prepare` included. */
export function decodeModel(text: string): AnyModel {
  streamPipelines();
  return decodeEvery(text) as AnyModel;
}
