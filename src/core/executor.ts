/** Plain values that JSON and structured clones carry alike. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Arrays that all tasks of a batch read, by name. No task writes to them. */
export type SharedArrays = Readonly<Record<string, Float64Array>>;

/** One piece of work that depends on no other: what its function is called with, and how many numbers it gives. */
export interface Task {
  readonly input: Json;
  readonly length: number;
}

/** What a task does, by the same rule on whatever thread: the same arrays and input give the same numbers, bit for bit. */
export type TaskFunction = (arrays: SharedArrays, input: Json) => ArrayLike<number>;

/** Runs independent tasks on several threads. */
export interface Executor {
  /** Arrays in memory that all threads can see: copied once where they are not. */
  share(arrays: SharedArrays): SharedArrays;
  /**
   * The results of all tasks, in their order, when all are done. Blocks its thread, which takes its share of the tasks.
   *
   * @param name the task function, by its name in the list of the workers
   * @param arrays what all tasks read; copied once where other threads cannot see it
   * @param onDone called with the number of tasks done so far as it grows
   * @throws what the first of the tasks that fail throws
   */
  map(name: string, arrays: SharedArrays, tasks: readonly Task[], onDone?: (done: number) => void): Float64Array[];
}

/** The key among the options of a fit under which a worker hands it an executor; callers never see it. */
export const EXECUTOR: unique symbol = Symbol.for("segmentry.executor");
