import { readTable, Frame, type ColumnSpec, type MatrixInput, type TableInput } from "../data";
import { SegmentryError, show } from "../errors";
import type { DataSchema, Estimator, FitOptions, Model } from "./contract";
import type { Abilities, AnyEstimator, Fitting, InputOf, LastOf, ModelOf } from "./fits";
import { checkFit } from "./fit-options";
import { freezeModel } from "./freeze-model";
import { leaveOut, type Remaining } from "./left-out-rows";
import { PipelineModel } from "./pipeline-model";
import { numericColumn } from "./schema";
import { advance, readRows, settled, StreamedRows, streamPipelines } from "./streamed-rows";

/** A fitted pipeline of given stages: what it takes, and what its last stage can do. */
export type FittedPipeline<S extends readonly AnyEstimator[]> =
  & Omit<PipelineModel, "predict" | "transform">
  & Abilities<InputOf<S[0]>, ModelOf<LastOf<S>>>;

/**
 * Estimators in a row: each is fitted on what the one before makes of the data. A pipeline is itself an estimator, so that
 * pipelines nest.
 *
 * Stages that do not fit are a compile error; columns that do not fit are refused before any stage is fitted.
 *
 * @example
 * ```ts
 * import { KMeans, LabelEncoder, PCA, Pipeline, StandardScaler } from "segmentry";
 *
 * const customers = [
 *   { AGE: 22, GENDER: "F" }, { AGE: 24, GENDER: "F" }, { AGE: 61, GENDER: "M" }, { AGE: 58, GENDER: "M" },
 * ];
 * const pipeline = new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 2 })]);
 * const model = pipeline.fit(customers);
 * const [young, old] = model.predict([{ AGE: 25, GENDER: "F" }, { AGE: 60, GENDER: "M" }]);
 * console.log(young === old); // false
 * ```
 */
export class Pipeline<const S extends readonly [AnyEstimator, ...AnyEstimator[]]> implements Estimator<InputOf<S[0]>, FittedPipeline<S> & Model> {
  readonly kind = "Pipeline";
  /** The stages, in order. */
  readonly stages: S;

  constructor(stages: S & Fitting<S>) {
    if (!Array.isArray(stages) || stages.length === 0) {
      throw new SegmentryError("INVALID_OPTION", "Pipeline", "a list of at least one stage", show(stages));
    }
    stages.forEach((stage: Partial<AnyEstimator> | null, i) => {
      if (typeof stage?.fit !== "function" || typeof stage.outputSchema !== "function") {
        throw new SegmentryError("INVALID_OPTION", "Pipeline", "estimators as stages", `${show(stage)} at index ${i}`);
      }
    });
    this.stages = Object.freeze([...stages]) as unknown as S;
    Object.freeze(this);
  }

  /**
   * Fits each stage on what the ones before make of the data. Rows that a stage leaves out of the fit (`Deduplicator`, a
   * `ColumnImputer` that drops) are left out of the stages after it; weights follow.
   *
   * @throws SegmentryError what its stages refuse; columns that do not fit are refused before any work
   */
  fit(input: InputOf<S[0]>, options: FitOptions = {}): FittedPipeline<S> & Model {
    checkFit("Pipeline", options);
    streamPipelines();
    const source = readInput(input);
    this.outputSchema(schemaOf(source));
    const fitted: Model[] = [];
    let left: Remaining = { value: source, options };
    this.stages.forEach((stage: AnyEstimator & { fitRows?(rows: StreamedRows): Model }, i) => {
      const { value } = left, model = stage.fitRows && value instanceof StreamedRows ? stage.fitRows(value) : stage.fit(settled(value) as never, left.options);
      fitted.push(model);
      if (i === this.stages.length - 1) return;
      left = leaveOut(model, value, left.options);
      left = { ...left, value: advance(model, left.value) };
    });
    return freezeModel(new PipelineModel(fitted)) as unknown as FittedPipeline<S> & Model;
  }

  outputSchema(schema: DataSchema): DataSchema {
    return this.stages.reduce((before, stage: AnyEstimator) => stage.outputSchema(before), schema);
  }
}

function readInput(input: unknown): Frame | StreamedRows {
  const isTable = Frame.is(input) || (Array.isArray(input) && !isRow(input[0]));
  return isTable ? readTable("Pipeline", input as TableInput) : readRows("Pipeline", input as MatrixInput);
}

const isRow = (value: unknown): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

function schemaOf(source: Frame | { names: readonly string[] }): DataSchema {
  const columns: readonly ColumnSpec[] = Frame.is(source) ? source.specs : source.names.map(numericColumn);
  return { columns, exact: true };
}
