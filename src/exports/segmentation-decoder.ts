import { decodeWith, type Decode, type KindsOf, type SegmentKinds } from "../models";
import { dateToDays } from "../stages/date-to-days/model";
import { powerTransformer } from "../stages/power-transformer/model";
import { winsorizer } from "../stages/winsorizer/model";

/** Reads all kinds of model that `segment` and `findSegments` put in a pipeline. */
export const segmentationDecoder: Decode<SegmentKinds & KindsOf<[typeof dateToDays, typeof winsorizer, typeof powerTransformer]>> = /* @__PURE__ */ decodeWith(dateToDays, winsorizer, powerTransformer);
