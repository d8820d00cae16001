import { CODEC, type AnyEstimator, type Codec, type InputOf, type ModelOf } from "../core";
import type { Category } from "../data";
import { decodeWith } from "../models";
import { elbowFinderCodec } from "../selection/elbow-finder/model";
import type { LabelEncoder, Widened } from "../stages/label-encoder";
import { labelListCodec, type LabelListModel } from "../stages/label-encoder/list-model";
import { conduct } from "./conduct";
import { checkFitOptions, type AsyncFitOptions } from "./options";
import { describe } from "./recipe/describe";
import type { Platform } from "./threads/platform";

/** The type of `fitAsync`. */
export interface FitAsync {
  /**
   * The model that `new LabelEncoder(...).fit(values)` gives for one list of values.
   *
   * @throws SegmentryError as for any other estimator
   */
  <T extends Category>(estimator: LabelEncoder, values: readonly T[], options?: AsyncFitOptions): Promise<LabelListModel<Widened<T>>>;
  /**
   * The model that `estimator.fit(input, options)` gives, bit for bit, computed on another thread.
   *
   * The input is copied as it is shortly after the call, in slices between which the event loop has its turn, and compared with
   * its copy: no model is fitted on half of a change. Once progress is first reported, or the promise settles, it may be changed.
   * The worker is ended when the promise settles.
   *
   * @throws SegmentryError what the fit refuses; `UNSUPPORTED` for what is no estimator of this library, `DATA_CHANGED`,
   * `OUT_OF_MEMORY`, `WORKER_DIED`
   */
  <E extends AnyEstimator>(estimator: E, input: InputOf<E>, options?: AsyncFitOptions): Promise<ModelOf<E>>;
}

const WHO = "fitAsync";

/** `fitAsync` on a platform. */
export function createFitAsync(platform: Platform): FitAsync {
  return async (estimator: AnyEstimator, input: unknown, options: AsyncFitOptions = {}) => {
    checkFitOptions(WHO, options);
    const work = { work: "fit", recipe: describe(WHO, estimator) } as const;
    return await conduct(platform, { who: WHO, work, input, options }, ({ text }) => decodeWith(elbowFinderCodec, labelListCodec, ...codecsOf(estimator))(text)) as never;
  };
}

/** The codecs that estimators bring along, those of the stages of pipelines too. */
function codecsOf(estimator: AnyEstimator): Codec[] {
  const { stages = [], [CODEC]: codec } = estimator as { stages?: readonly AnyEstimator[]; [CODEC]?: Codec };
  return [...(codec ? [codec] : []), ...stages.flatMap(codecsOf)];
}
