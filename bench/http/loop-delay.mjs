// Watches the event loop of the process it is imported into, and tells on request: node --import ./bench/http/loop-delay.mjs
// Two clocks: Node's histogram of the delay of its loop, and a timer of 1 ms that notes the longest time between two ticks
// without the time that the thread waited for a core (Linux tells it), which is the load generator's fault, not the service's.
// Of a virtual machine that stands still for a while both see a delay, in a process with nothing to do too: so it also notes the
// most processor time that the thread took between two ticks, which is what work can have held the loop for.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** In milliseconds: a delay is told to this, and what is shorter is not seen. */
const RESOLUTION = 1;

if (process.send) watch();

function watch() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  let last = performance.now(), spent = spentBy(), own = 0, work = 0;
  histogram.enable();
  setInterval(() => {
    const now = performance.now(), next = spentBy();
    own = Math.max(own, now - last - (next.waiting - spent.waiting));
    work = Math.max(work, next.working - spent.working);
    [last, spent] = [now, next];
  }, RESOLUTION).unref();
  process.on("message", (message) => {
    if (message === "loop-delay:reset") {
      histogram.reset();
      [own, work] = [0, 0];
    } else if (message === "loop-delay:read") {
      const { max, mean } = histogram, of = (share) => histogram.percentile(share) / 1e6;
      process.send({ resolution: RESOLUTION, max: max / 1e6, mean: mean / 1e6, p50: of(50), p99: of(99), p999: of(99.9), own, work, ticks: histogram.count });
    }
  });
  process.channel.unref();
}

/** How long the main thread has worked and has waited for a core so far, in ms; not a number where the system does not say. */
function spentBy() {
  try {
    const [working, waiting] = readFileSync("/proc/self/schedstat", "utf8").split(" ").map((ns) => Number(ns) / 1e6);
    return { working, waiting };
  } catch {
    return { working: NaN, waiting: 0 };
  }
}
