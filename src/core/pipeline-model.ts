import type { Matrix } from "../data";
import { SegmentryError } from "../errors";
import type { Codec } from "./codec";
import { encode } from "./codec";
import type { Model, ModelJSON } from "./contract";

type Stage = Model & { transform?(input: unknown): unknown; predict?(input: unknown): Int32Array };

/**
 * Fitted stages in a row: each transforms, the last also predicts if it can. Immutable.
 *
 * @example
 * ```ts
 * import { decode, KMeans, Pipeline, StandardScaler } from "segmentry";
 *
 * const model = new Pipeline([new StandardScaler(), new KMeans({ k: 2, seed: 222 })]).fit([[1], [2], [8], [9]]);
 * console.log(model.stages.map(({ kind }) => kind)); // [ 'StandardScaler', 'KMeans' ]
 * const scaled = model.slice(0, -1).transform([[5]]); // rows as the last stage sees them
 * console.log(decode(JSON.stringify(model), "Pipeline").predict([[7], [9]])[0] === model.predict([[8]])[0]); // true
 * ```
 */
export class PipelineModel implements Model {
  readonly kind = "Pipeline";
  /** The fitted stages, in order. */
  readonly stages: readonly Model[];

  /** @hidden */
  constructor(stages: readonly Model[]) {
    this.stages = Object.freeze([...stages]);
  }

  /**
   * The labels that the last stage gives to rows, after all others have transformed them.
   *
   * @throws SegmentryError `UNSUPPORTED` where the last stage has no predict, and what its stages refuse
   */
  predict(input: unknown): Int32Array {
    const last = this.stages.at(-1) as Stage;
    if (!last.predict) throw unsupported(last.kind, "predict");
    return last.predict(through(this.stages.slice(0, -1), input));
  }

  /**
   * Rows after all stages have transformed them: a Matrix, unless the last stage gives a table (then say so:
   * `transform<Frame>(customers)`).
   *
   * @throws SegmentryError what its stages refuse
   */
  transform<Out = Matrix>(input: unknown): Out {
    return through(this.stages, input) as Out;
  }

  /** The model of some of the stages, as `Array.slice` counts them: `slice(0, -1)` is all that comes before the last. */
  slice(start?: number, end?: number): PipelineModel {
    const stages = this.stages.slice(start, end);
    if (stages.length === 0) throw new SegmentryError("EMPTY_DATA", "Pipeline.slice", "a range with at least one stage", "none");
    return new PipelineModel(stages);
  }

  toJSON(): ModelJSON {
    return encode(this.kind, { stages: this.stages.map((stage) => stage.toJSON()) });
  }
}

/** What stages make of data one after the other. */
export type Through = (stages: readonly Model[], input: unknown) => unknown;

/** Each stage transforms all that the one before gives. */
export const byHand: Through = (stages, input) => stages.reduce((value, stage) => {
  const last = stage as Stage;
  if (!last.transform) throw unsupported(last.kind, "transform");
  return last.transform(value);
}, input);

let through = byHand;

/** Lets another way, which gives the same bits faster, take the place of going by hand in all pipelines. */
export function goThrough(faster: Through): void {
  through = faster;
}

function unsupported(kind: string, method: string): SegmentryError {
  return new SegmentryError("UNSUPPORTED", "Pipeline", `a stage that can ${method}`, `${kind}, which cannot`);
}

/** Reads a {@link PipelineModel} back. */
export const pipelineCodec: Codec<PipelineModel> = {
  kind: "Pipeline",
  read(fields, decodeModel) {
    const stages = fields.list("stages", (value) => decodeModel(value));
    if (stages.length === 0) fields.fail("stages", "a list of at least one model", "none");
    return new PipelineModel(stages);
  },
};
