import { parentPort } from "node:worker_threads";
import { SegmentryError } from "../errors";
import { serve } from "./serve";

if (!parentPort) throw new SegmentryError("UNSUPPORTED", "segmentry/worker", "to be the script of a worker", "the main thread", "import segmentry/workers");
const port = parentPort;
serve({
  post: (message, transfer = []) => port.postMessage(message, transfer),
  listen: (listener) => void port.on("message", listener),
});
