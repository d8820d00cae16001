import type { Progress } from "../../core";
import type { Batch } from "../helpers/batch";
import type { Slice } from "../copy/slice";
import type { Packed } from "../copy/packed";
import type { Recipe } from "../recipe/describe";

/** What a worker is to do. */
export type Work =
  | { readonly work: "fit"; readonly recipe: Recipe }
  | { readonly work: "segment" | "findSegments"; readonly options: object };

/** A work with all that it needs. */
export interface Job {
  readonly work: Work;
  readonly input: Packed;
  readonly weights: Packed | undefined;
  readonly reportsProgress: boolean;
  /** Whether helpers stand by to take a share. */
  readonly hasHelpers: boolean;
}

/** What a worker is told: slices of lists come before the job that refers to them. */
export type ToWorker =
  | { readonly type: "slice"; readonly list: number; readonly slice: Slice }
  | { readonly type: "job"; readonly job: Job }
  | { readonly type: "batch"; readonly batch: Batch }
  | { readonly type: "more" };

/** An error as plain data. */
export type PlainError =
  | { readonly segmentry: readonly [code: string, who: string, rule: string, found: string, remedy: string | undefined] }
  | { readonly name: string; readonly message: string; readonly stack: string | undefined };

/** What `segment` found, but for the ids, which follow in slices. */
export interface FoundBuffers {
  readonly labels: Int32Array;
  readonly rows: Int32Array;
  readonly points: { readonly data: Float64Array; readonly rows: number; readonly columns: number; readonly names: readonly string[] };
}

/** The model's JSON, and what else the work gives. */
export interface Answer {
  readonly text: string;
  readonly found: FoundBuffers | undefined;
}

/** What a worker tells. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "batch"; readonly batch: Batch }
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "ids"; readonly ids: readonly (string | number)[] }
  | { readonly type: "failed"; readonly error: PlainError };
