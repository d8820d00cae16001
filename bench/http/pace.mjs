import { readFileSync } from "node:fs";
import { Connection, post } from "../../scripts/raw-http.mjs";
import { seededRandom } from "../../scripts/random.mjs";
import { quantile } from "./quantiles.mjs";

/** Seconds in which this process opens connections and its own code becomes fast: requests of that time are sent, and not counted. */
export const LEAD = 1;

/**
 * Requests that arrive as customers do: at random times of a mean rate, whether others were answered or not. A time begins when the
 * request arrives, also where all connections are busy then, so that a service that stalls is charged for all who wait.
 */
export async function pace({ url, bodies, connections, rate, seconds, seed = 222 }) {
  const { port, pathname, search } = new URL(url), random = seededRandom(seed);
  const requests = JSON.parse(readFileSync(bodies, "utf8")).map((body) => post(pathname + search, body));
  const idle = await Promise.all(Array.from({ length: connections }, () => opened(Number(port))));
  const queue = [], times = [];
  let sent = 0, failed = 0, open = 0;

  const start = performance.now(), counted = start + 1000 * LEAD, end = counted + 1000 * seconds;
  const send = async (connection, due) => {
    open++;
    const answer = await connection.ask(requests[sent++ % requests.length]);
    open--;
    if (due >= counted) times.push(performance.now() - due);
    if (answer?.status !== 200) failed++;
    const next = connection.ended ? await opened(Number(port)) : connection;
    if (queue.length > 0) void send(next, queue.shift());
    else idle.push(next);
  };

  await new Promise((resolve) => {
    let due = start;
    const step = () => {
      const now = performance.now();
      for (; due <= now && due < end; due += (-Math.log(1 - random()) * 1000) / rate) {
        if (idle.length > 0) void send(idle.pop(), due);
        else queue.push(due);
      }
      if (due >= end && queue.length === 0 && open === 0) return resolve();
      // Up to a millisecond late, which counts too. To turn the loop instead would take a core away from the service.
      setTimeout(step, 1);
    };
    step();
  });
  const took = (performance.now() - counted) / 1000;
  for (const connection of idle) connection.destroy();
  const sorted = Float64Array.from(times).sort();
  return { requests: sorted.length, seconds: took, perSecond: sorted.length / took, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? NaN, failed };
}

function opened(port) {
  const connection = new Connection(port);
  return new Promise((resolve, reject) => connection.socket.once("connect", () => resolve(connection)).once("error", reject));
}
