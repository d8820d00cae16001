import { kMeansTasks } from "../../stages/k-means";
import type { TaskFunctions } from "./batch";

/** What helpers can do, by name. Each depends on its arguments alone. */
export const TASKS: TaskFunctions = kMeansTasks;
