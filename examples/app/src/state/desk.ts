import WorkerScript from "../worker/worker?worker&inline";
import type { Asked, Kind, Refusal, Source, Step, Told, Work } from "../worker/protocol";

/** Work that was stopped by whoever asked for it. */
export class Stopped extends Error {}

/** What the worker refused. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

interface Open {
  readonly done: (result: never) => void;
  readonly failed: (error: Error) => void;
  readonly onProgress: (step: Step) => void;
}

const CRASH: Refusal = { code: "OUT_OF_MEMORY", message: "the worker ended before its work was done", rule: "", found: "", remedy: "" };

let worker: Worker | null = null, last = 0;
const open = new Map<number, Open>();

function start(): Worker {
  const made = new WorkerScript();
  made.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
  made.addEventListener("error", (event) => {
    event.preventDefault();
    end(new Refused({ ...CRASH, message: event.message || CRASH.message }));
  });
  return made;
}

function hear(told: Told): void {
  const waiting = open.get(told.at);
  if (!waiting) return;
  if (told.told === "progress") return waiting.onProgress(told.step);
  open.delete(told.at);
  if (told.told === "done") waiting.done(told.result as never);
  else waiting.failed(new Refused(told.refusal));
}

function end(error: Error): void {
  worker?.terminate();
  worker = null;
  const failed = [...open.values()];
  open.clear();
  for (const one of failed) one.failed(error);
}

/** Asks the worker; it reads the file again where it has not yet, or another one. */
export function ask<K extends Kind>(kind: K, source: Source, plan: Work[K]["takes"], onProgress: (step: Step) => void = () => undefined): Promise<Work[K]["gives"]> {
  worker ??= start();
  const asked: Asked<K> = { at: ++last, kind, source, plan };
  return new Promise((done, failed) => {
    open.set(asked.at, { done, failed, onProgress });
    worker!.postMessage(asked);
  });
}

/** Ends all work at once, whatever it is in the middle of. */
export const stopAll = (): void => end(new Stopped());
