import { show } from "../../errors";
import type { FromWorker, ToWorker } from "./messages";
import type { WorkerLike } from "./platform";

/** What is to happen when a worker sends something, and when it ends by itself. */
export interface Listener {
  message(message: FromWorker): void;
  died(how: string): void;
}

/** One worker, of Node or of a browser. */
export interface Channel {
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

interface NodeWorker extends WorkerLike {
  on(event: string, listener: (value: unknown) => void): unknown;
}

interface WebWorker extends WorkerLike {
  addEventListener(event: string, listener: (event: { data?: unknown; message?: string; preventDefault(): void }) => void): void;
}

/** Listens to a worker, by the way that it has. */
export function connect(worker: WorkerLike, listener: Listener): Channel {
  if ("on" in worker) listenInNode(worker as NodeWorker, listener);
  else listenInBrowser(worker as WebWorker, listener);
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer as never[]),
    terminate: () => void worker.terminate(),
  };
}

/** Whether a value can be listened to. */
export function isWorker(value: unknown): value is WorkerLike {
  const worker = value as Partial<NodeWorker & WebWorker> | null | undefined;
  return typeof worker?.postMessage === "function" && typeof worker.terminate === "function"
    && (typeof worker.on === "function" || typeof worker.addEventListener === "function");
}

function listenInNode(worker: NodeWorker, { message, died }: Listener): void {
  worker.on("message", (value) => message(value as FromWorker));
  worker.on("error", (error) => died(error instanceof Error ? error.message : show(error)));
  worker.on("messageerror", () => died("a message that cannot be read"));
  worker.on("exit", (code) => died(`exit code ${show(code)}`));
}

function listenInBrowser(worker: WebWorker, { message, died }: Listener): void {
  worker.addEventListener("message", ({ data }) => message(data as FromWorker));
  worker.addEventListener("messageerror", () => died("a message that cannot be read"));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    // Browsers give no reason where the script itself cannot be loaded.
    died(event.message ?? "a script that cannot be loaded");
  });
}
