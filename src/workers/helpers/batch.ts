import type { Json, SharedArrays, Task, TaskFunction } from "../../core";

/** Task functions by name: the same list on every worker. */
export type TaskFunctions = Readonly<Record<string, TaskFunction>>;

/** Independent tasks in memory that all threads at work on them share. */
export interface Batch {
  readonly name: string;
  readonly arrays: SharedArrays;
  readonly inputs: readonly Json[];
  /** Where the result of each task begins, and where the last one ends. */
  readonly starts: readonly number[];
  readonly results: Float64Array;
  /** The next task to take, how many are done, and the state of each. */
  readonly control: Int32Array;
}

const NEXT = 0, DONE = 1, STATES = 2;
const SUCCEEDED = 1, FAILED = 2;

/** A batch of tasks of which none has been taken. */
export function createBatch(name: string, arrays: SharedArrays, tasks: readonly Task[]): Batch {
  const starts = [0];
  for (const { length } of tasks) starts.push(starts.at(-1)! + length);
  return {
    name, arrays, starts, inputs: tasks.map(({ input }) => input),
    results: new Float64Array(new SharedArrayBuffer(starts.at(-1)! * Float64Array.BYTES_PER_ELEMENT)),
    control: new Int32Array(new SharedArrayBuffer((STATES + tasks.length) * Int32Array.BYTES_PER_ELEMENT)),
  };
}

/** Takes tasks as long as there are any. Any number of threads can do so at a time; each task is taken once. */
export function takeTasks(batch: Batch, functions: TaskFunctions, onTask?: () => void): void {
  const { control, inputs } = batch;
  for (let task; (task = Atomics.add(control, NEXT, 1)) < inputs.length;) {
    let state = FAILED;
    try {
      runTask(batch, functions, task);
      state = SUCCEEDED;
    } catch {
      // The thread that asked runs it once more, for the error itself.
    }
    Atomics.store(control, STATES + task, state);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
    onTask?.();
  }
}

/** Blocks until all tasks are done, wherever they were taken. A thread that dies with a task is the main thread's affair: it ends this one. */
export function awaitTasks({ control, inputs }: Batch, onDone: (done: number) => void): void {
  for (let done; (done = tasksDone(control)) < inputs.length;) {
    Atomics.wait(control, DONE, done);
    onDone(tasksDone(control));
  }
}

/** The results, in the order of the tasks. The first task that failed is run once more, so that its error is thrown here. */
export function collect(batch: Batch, functions: TaskFunctions): Float64Array[] {
  const { control, results, starts, inputs } = batch;
  return inputs.map((_, task) => {
    if (Atomics.load(control, STATES + task) === FAILED) runTask(batch, functions, task);
    return results.slice(starts[task], starts[task + 1]);
  });
}

/** How many tasks are done. */
export const tasksDone = (control: Int32Array): number => Atomics.load(control, DONE);

function runTask({ name, arrays, inputs, starts, results }: Batch, functions: TaskFunctions, task: number): void {
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined, start = starts[task]!, length = starts[task + 1]! - start;
  if (!run) throw new Error(`There is no task function ${name}`);
  const result = run(arrays, inputs[task]!);
  if (result.length !== length) throw new Error(`A task of ${name} gave ${result.length} numbers instead of ${length}`);
  results.set(result, start);
}
