// Sends requests to a service from a process of its own and prints what came of it, as JSON: node load.mjs REQUEST
// {"streams": [{"kind": "closed" | "rate" | "paced", "url", "bodies", "headers", "connections", "rate", "seconds"}]}
import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { LEAD, pace } from "./pace.mjs";
import { quantile } from "./quantiles.mjs";

const { streams } = JSON.parse(process.argv[2]);
// Beside random arrivals another stream goes on to their end.
const lead = streams.some(({ kind }) => kind === "paced") ? LEAD : 0;
const started = process.cpuUsage(), begun = performance.now();
const results = await Promise.all(streams.map((stream) => (stream.kind === "paced" ? pace(stream) : cannon(stream))));
const { user, system } = process.cpuUsage(started);
console.log(JSON.stringify({ results, cores: (user + system) / 1000 / (performance.now() - begun) }));

/** As many requests as are answered, each connection one at a time; or at most `rate` a second, which autocannon sends at the start of each. */
async function cannon({ kind, url, bodies, headers, connections, rate, seconds }) {
  const requests = JSON.parse(readFileSync(bodies, "utf8")).map((body) => ({ body }));
  const run = autocannon({
    url, connections, duration: seconds + lead, method: "POST", headers: { "content-type": "application/json", ...headers }, requests,
    ...(kind === "rate" ? { overallRate: rate } : {}), timeout: 60,
  });
  // autocannon's own histogram has whole milliseconds.
  const times = [];
  run.on("response", (_client, _status, _bytes, ms) => times.push(ms));
  const { duration, non2xx, errors, timeouts } = await run;
  return summary(times, duration, non2xx + errors + timeouts);
}

function summary(times, seconds, failed) {
  const sorted = Float64Array.from(times).sort();
  return { requests: sorted.length, seconds, perSecond: sorted.length / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? NaN, failed };
}
