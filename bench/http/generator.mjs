import { execFile } from "node:child_process";
import { join } from "node:path";

const LOAD = join(import.meta.dirname, "load.mjs");

/** Connections of arrivals at a mean rate: enough that they seldom wait for one. */
export const WAITING_ROOM = 100;
/** Single predictions a second that come while batches are worked at: what the slowest service can do. */
export const BESIDE = 40;

/** Processor time of all loads so far, in milliseconds. */
export const spent = { cpu: 0 };

/**
 * Sends streams of requests at the same time, from one process of its own.
 *
 * @returns what came of each, and how many cores the generator took
 */
export function load(...streams) {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [LOAD, JSON.stringify({ streams })], { maxBuffer: 2 ** 24 }, (error, printed, complaint) => {
      if (error) return reject(new Error(`the load generator failed: ${complaint || error.message}`));
      const { results, cores } = JSON.parse(printed.trim().split("\n").at(-1));
      spent.cpu += cores * (performance.now() - begun);
      const failed = results.reduce((sum, one) => sum + one.failed, 0);
      return failed > 0 ? reject(new Error(`${failed} of the requests to ${streams.map(({ url }) => url).join(", ")} failed`)) : resolve({ results, cores });
    });
  });
}
