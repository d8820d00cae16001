// Watches the event loop of the process it is imported into, and tells on request: node --import ./bench/http/loop-delay.mjs
// Two clocks: Node's histogram of the delay of its loop, and a timer of 1 ms that notes the longest time between two ticks
// without the time that the thread waited for a core (Linux tells it), which is the load generator's fault, not the service's.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** In milliseconds: a delay is told to this, and what is shorter is not seen. */
const RESOLUTION = 1;

if (process.send) watch();

function watch() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  let last = performance.now(), waited = waiting(), own = 0;
  histogram.enable();
  setInterval(() => {
    const now = performance.now(), wait = waiting();
    own = Math.max(own, now - last - (wait - waited));
    [last, waited] = [now, wait];
  }, RESOLUTION).unref();
  process.on("message", (message) => {
    if (message === "loop-delay:reset") {
      histogram.reset();
      own = 0;
    } else if (message === "loop-delay:read") {
      const { max, mean } = histogram, of = (share) => histogram.percentile(share) / 1e6;
      process.send({ resolution: RESOLUTION, max: max / 1e6, mean: mean / 1e6, p50: of(50), p99: of(99), p999: of(99.9), own, ticks: histogram.count });
    }
  });
  process.channel.unref();
}

/** How long the main thread has waited for a core so far, in ms; 0 where the system does not say. */
function waiting() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}
