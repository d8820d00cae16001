import { SegmentryError } from "../../errors";
import type { Platform } from "./platform";

/** Browsers. Bundlers find the worker's script by this very form of words. */
export const web: Platform = {
  createWorker() {
    if (typeof Worker !== "function") {
      throw new SegmentryError("UNSUPPORTED", "fitAsync", "Web Workers", "a platform without them", "call fit, or give createWorker");
    }
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "segmentry" });
  },
  // A timer would wait 4 ms each time once nested, and much longer in a tab in the background.
  pause: () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  }),
  canShare: () => globalThis.crossOriginIsolated && typeof SharedArrayBuffer === "function",
};
