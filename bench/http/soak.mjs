import { load } from "./generator.mjs";
import { median } from "../harness/statistics.mjs";

const WARM_UP = 0.2; // of the time

/** Memory of a service over minutes of load: single predictions at half of its rate, and a batch of 1,000 at a time beside them. */
export async function soak(service, bodies, rate, seconds) {
  const samples = [], begun = performance.now();
  const timer = setInterval(() => samples.push({ at: (performance.now() - begun) / 1000, bytes: service.memory("VmRSS") }), 1000);
  const { results } = await load(
    { kind: "paced", url: service.url("one"), bodies: bodies.one, connections: 50, rate, seconds },
    { kind: "rate", url: service.url("many"), bodies: bodies.thousand, connections: 1, rate: 5, seconds },
  );
  clearInterval(timer);
  const counted = samples.filter(({ at }) => at > WARM_UP * seconds && at <= seconds), first = counted.slice(0, counted.length / 2), last = counted.slice(counted.length / 2);
  const middle = (list) => median(list.map(({ bytes }) => bytes));
  return {
    seconds, requests: results.reduce((sum, one) => sum + one.requests, 0), warmUp: WARM_UP * seconds, slope: slopeOf(counted),
    start: samples[0].bytes, first: middle(first), last: middle(last), peak: service.memory("VmHWM"), overall: middle(counted), p99: results[0].p99,
  };
}

/** Bytes a second, of the line of least squares. */
export function slopeOf(samples) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length, t = mean(samples.map(({ at }) => at)), b = mean(samples.map(({ bytes }) => bytes));
  return samples.reduce((sum, { at, bytes }) => sum + (at - t) * (bytes - b), 0) / samples.reduce((sum, { at }) => sum + (at - t) ** 2, 0);
}
