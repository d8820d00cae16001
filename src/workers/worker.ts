/**
 * The script that workers of a browser run, for bundlers that must be given it as an entry of its own; see `createWorker`.
 *
 * @packageDocumentation
 */
import { serve } from "./serve";
import type { FromWorker, ToWorker } from "./threads/messages";

interface WorkerScope {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  addEventListener(event: "message", listener: (event: { data: ToWorker }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
serve({
  post: (message, transfer = []) => scope.postMessage(message, transfer),
  listen: (listener) => scope.addEventListener("message", ({ data }) => listener(data)),
});
