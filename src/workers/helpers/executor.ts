import type { Executor, SharedArrays } from "../../core";
import { awaitTasks, collect, createBatch, takeTasks, tasksDone, type Batch, type TaskFunctions } from "./batch";

/**
 * The executor of the worker that fits: it offers each batch to helpers, takes tasks itself, and waits for what they took.
 * Helpers that start late leave their share to it; one that cannot start, or dies, ends the job.
 *
 * @param offer asks the main thread to hand the batch to helpers
 */
export function createExecutor(functions: TaskFunctions, offer: (batch: Batch) => void): Executor {
  const copies = new WeakMap<Float64Array, Float64Array>();
  return {
    share: (arrays) => shareAll(arrays, copies),
    map(name, arrays, tasks, onDone = () => undefined) {
      const batch = createBatch(name, shareAll(arrays, copies), tasks), { control } = batch;
      let reported = 0;
      const report = (done: number): void => {
        if (done > reported) onDone((reported = done));
      };
      if (tasks.length > 1) offer(batch);
      takeTasks(batch, functions, () => report(tasksDone(control)));
      awaitTasks(batch, report);
      return collect(batch, functions);
    },
  };
}

/** The arrays in memory that helpers can see; what is there already is not copied, and nothing is copied twice. */
function shareAll(arrays: SharedArrays, copies: WeakMap<Float64Array, Float64Array>): SharedArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, share(array, copies)]));
}

function share(array: Float64Array, copies: WeakMap<Float64Array, Float64Array>): Float64Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  let copy = copies.get(array);
  if (!copy) {
    copy = new Float64Array(new SharedArrayBuffer(array.byteLength));
    copy.set(array);
    copies.set(array, copy);
  }
  return copy;
}
