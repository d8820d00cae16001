// All that takes long: reading, describing, fitting, answering, exporting. The page only shows.
import { SegmentryError } from "segmentry";
import { exportOf } from "./export";
import { fit } from "./fit";
import { answer, rowOf } from "./answer";
import type { Asked, Kind, Refusal, Step, Told, Work } from "./protocol";
import { AppRefusal } from "./refusal";
import { openSource } from "./open";

const EVERY_MS = 80;

const tell = (told: Told): void => postMessage(told);

/** Not more often than the eye can see. */
function progressOf(at: number): (step: Step) => void {
  let last = -Infinity, stage = "";
  return (step) => {
    const now = performance.now();
    if (step.stage === stage && now - last < EVERY_MS && step.done < step.total) return;
    last = now;
    stage = step.stage;
    tell({ at, told: "progress", step });
  };
}

async function work({ kind, source, plan }: Asked, onProgress: (step: Step) => void): Promise<Work[Kind]["gives"]> {
  const read = await openSource(source, onProgress);
  if (kind === "open") return read.opened;
  if (kind === "fit") return fit(read, plan as Work["fit"]["takes"], onProgress);
  if (kind === "answer") return answer(read, plan as Work["answer"]["takes"]);
  if (kind === "row") return rowOf(read, (plan as Work["row"]["takes"]).row);
  return exportOf(source, read, plan as Work["export"]["takes"]);
}

/** Whether a file can still be read: a stream of one that cannot fails with a "network error". */
const isReadable = (file: Blob): Promise<boolean> => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

async function refusalOf(error: unknown, file: Blob): Promise<Refusal> {
  if (error instanceof SegmentryError) return { code: error.code, message: error.message, rule: error.rule, found: error.found, remedy: error.remedy ?? "" };
  if (error instanceof AppRefusal) return error.refusal;
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof RangeError ? "OUT_OF_MEMORY" : await isReadable(file) ? "UNEXPECTED" : "FILE_UNREADABLE", message, rule: "", found: message, remedy: "" };
}

let queue = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  queue = queue.then(async () => {
    try {
      tell({ at: data.at, told: "done", result: await work(data, progressOf(data.at)) });
    } catch (error) {
      tell({ at: data.at, told: "refused", refusal: await refusalOf(error, data.source.file) });
    }
  });
});
