import { encode, frozen, PipelineModel, type Codec, type Model, type ModelJSON } from "../core";
import { Frame, type ColumnSpec, type Matrix, type TableInput } from "../data";
import { ClusterReport } from "../report/cluster-reporter/model";
import type { Insights } from "../report/insights";
import type { ElbowPoint } from "../selection/elbow-finder/model";

const KIND = "Segmentation";

/** A column that was not used, and why. */
export interface LeftOut {
  readonly column: string;
  readonly reason: string;
}

/** What {@link SegmentationModel} is made of. */
export interface SegmentationFields {
  readonly pipeline: PipelineModel;
  readonly report: ClusterReport;
  readonly curve: readonly ElbowPoint[];
  readonly features: readonly ColumnSpec[];
  readonly id: string | null;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  readonly insights?: Insights | undefined;
}

/**
 * What `segment` learned: the pipeline from plain customers to segments, with the report on the customers it was fitted on
 * and all that was decided on the way. Immutable; one JSON document.
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { decode } from "segmentry/predict";
 *
 * const customers = [20, 21, 22, 23, 70, 71].map((AGE, i) => ({ CUSTOMER_ID: i, AGE }));
 * const text = JSON.stringify(segment(customers, { k: 2 }).model);
 * const model = decode(text, "Segmentation");
 * console.log(model.k, model.id, [...model.predict([{ AGE: 24 }, { AGE: 66 }])]); // 2 CUSTOMER_ID [ 0, 1 ]
 * ```
 */
export class SegmentationModel implements Model {
  readonly kind = KIND;
  /** From plain customers to segments. */
  readonly pipeline: PipelineModel;
  /** What each segment is like. */
  readonly report: ClusterReport;
  /** Inertia for each k that was tried; empty where k was given. */
  readonly curve!: readonly ElbowPoint[];
  /** The columns that were used; new customers need them. */
  readonly features!: readonly ColumnSpec[];
  /** The column that tells customers apart, or null. */
  readonly id!: string | null;
  /** The columns that were not used, and why. */
  readonly leftOut!: readonly LeftOut[];
  /** What was decided and what to beware of, in sentences. */
  readonly notes!: readonly string[];
  /** What `segmentry/insights` found out about the segments; undefined where it was not asked. Decoding does not look into it. */
  readonly insights?: Insights | undefined;

  /** @hidden */
  constructor(fields: SegmentationFields) {
    const { pipeline, report, ...plain } = fields;
    this.pipeline = pipeline;
    this.report = report;
    Object.assign(this, frozen(plain));
  }

  /** How many segments. */
  get k(): number {
    return this.report.clusters.length;
  }

  /**
   * The segment of each customer, from 0, the largest at fit first. Customers are records or a table; columns that the model
   * does not use are passed over.
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY` as the recipe says
   */
  predict(customers: TableInput): Int32Array {
    return this.pipeline.predict(customers);
  }

  /** Distance of each customer to the middle of each segment: n x k, in the space of {@link embed}. */
  transform(customers: TableInput): Matrix {
    return this.pipeline.transform(customers);
  }

  /** Customers as points in the space in which segments were found: n x dimensions. */
  embed(customers: TableInput): Matrix {
    const points = this.pipeline.slice(0, -1).transform<Matrix | Frame>(customers);
    return Frame.is(points) ? points.toMatrix() : points;
  }

  toJSON(): ModelJSON {
    // Fields in the order in which the constructor gives them.
    return encode(KIND, { ...(this as object) });
  }
}

/** Reads a SegmentationModel back. */
export const segmentationCodec: Codec<SegmentationModel> = {
  kind: KIND,
  read(fields, decodeModel) {
    const pipeline = decodeModel(fields.value("pipeline")), report = decodeModel(fields.value("report"));
    if (!(pipeline instanceof PipelineModel)) return fields.fail("pipeline", "a Pipeline", pipeline.kind);
    if (!(report instanceof ClusterReport)) return fields.fail("report", "a ClusterReport", report.kind);
    const curve = fields.each("curve", (point) => ({ k: point.integer("k", 1), inertia: point.number("inertia", 0) }));
    const leftOut = fields.each("leftOut", (item) => ({ column: item.string("column"), reason: item.string("reason") }));
    const id = fields.value("id") === null ? null : fields.string("id");
    return new SegmentationModel({ pipeline, report, curve, features: fields.columns("features"), id, leftOut, notes: fields.strings("notes"), insights: fields.value("insights") as Insights });
  },
};
