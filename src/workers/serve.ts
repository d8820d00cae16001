import { EXECUTOR, type FitOptions, type Model, type Progress } from "../core";
import { SegmentryError } from "../errors";
import { findSegments } from "../insights/find-segments";
import { segment, type Segmentation } from "../recipes/segment";
import { takeTasks, type TaskFunctions } from "./helpers/batch";
import { createExecutor } from "./helpers/executor";
import { TASKS } from "./helpers/tasks";
import { ESTIMATORS, rebuild, type EstimatorList } from "./recipe/rebuild";
import { ArrivingList } from "./restore/arriving-list";
import { restore, restoreRows } from "./restore/restore";
import { packError } from "./threads/errors";
import type { Answer, FoundBuffers, FromWorker, Job, ToWorker } from "./threads/messages";

/** The worker's end of the line. */
export interface Port {
  post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  listen(listener: (message: ToWorker) => void): void;
}

/** What a worker knows. */
export interface Knowledge {
  readonly estimators: EstimatorList;
  readonly tasks: TaskFunctions;
}

/** Ids sent at a time: a few ms to read. */
const IDS = 8192;

/** Works for the thread at the other end of a port: one job, or batches of tasks as a helper. */
export function serve(port: Port, { estimators, tasks }: Knowledge = { estimators: ESTIMATORS, tasks: TASKS }): void {
  const lists = new Map<number, ArrivingList>();
  let ids: readonly (string | number)[] = [];

  function work(job: Job): void {
    try {
      const { answer, rest } = perform(job);
      ids = rest;
      port.post({ type: "answer", answer }, answer.found ? buffersOf(answer.found) : []);
    } catch (error) {
      port.post({ type: "failed", error: packError(error) });
    }
  }

  function perform(job: Job): { answer: Answer; rest: readonly (string | number)[] } {
    const input = restore(job.input, lists), weights = job.weights && restore(job.weights, lists);
    const onProgress = job.reportsProgress ? (progress: Progress): void => port.post({ type: "progress", progress }) : undefined;
    lists.clear();
    const executor = job.hasHelpers ? createExecutor(tasks, (batch) => port.post({ type: "batch", batch })) : undefined;
    if (job.work.work !== "fit") {
      const { model, found } = (job.work.work === "segment" ? segment : findSegments)(input as never, { ...job.work.options, onProgress, [EXECUTOR]: executor });
      return { answer: { text: JSON.stringify(model), found: buffersFrom(found) }, rest: found.ids };
    }
    const model = fit(rebuild(job.work.recipe, estimators), input, job, { weights: weights as never, onProgress, [EXECUTOR]: executor });
    return { answer: { text: JSON.stringify(model), found: undefined }, rest: [] };
  }

  port.listen((message) => {
    switch (message.type) {
      case "slice": {
        const { list, slice } = message;
        if (!lists.has(list)) lists.set(list, new ArrivingList());
        return lists.get(list)!.add(slice);
      }
      case "job": return work(message.job);
      case "batch": return takeTasks(message.batch, tasks);
      case "more": {
        port.post({ type: "ids", ids: ids.slice(0, IDS) });
        ids = ids.slice(IDS);
      }
    }
  });
  port.post({ type: "ready" });
}

/** Fits the ordinary way. */
function fit(estimator: { fit(input: never, options: FitOptions): Model }, input: unknown, job: Job, options: FitOptions): Model {
  try {
    return estimator.fit(input as never, options);
  } catch (error) {
    // Rows came as a matrix, which a fit that takes tables refuses in other words than the rows that it was given, if at all.
    const rows = error instanceof SegmentryError && (error.code === "NOT_NUMERIC" || error.code === "COLUMN_TYPE") ? restoreRows(job.input) : undefined;
    if (!rows) throw error;
    return estimator.fit(rows as never, options);
  }
}

function buffersFrom({ labels, rows, points: { data, rows: count, columns, names } }: Segmentation["found"]): FoundBuffers {
  return { labels, rows: Int32Array.from(rows), points: { data: data.slice(), rows: count, columns, names } };
}

const buffersOf = ({ labels, rows, points }: FoundBuffers): ArrayBuffer[] => [labels, rows, points.data].map(({ buffer }) => buffer as ArrayBuffer);
