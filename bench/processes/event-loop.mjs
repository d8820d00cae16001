// How long the event loop of the caller is blocked at most while fitAsync copies, fits and decodes, by two clocks: a timer of
// 1 ms that notes the longest time between two ticks, and Node's histogram of the delay of its loop. Where other processes keep
// the cores busy, the thread also waits for one: "own" is the longest time between two ticks without that (Linux tells it).
// And what a worker costs.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ColumnSelector, KMeans, LabelEncoder, Matrix, Pipeline, StandardScaler, Table } from "../../dist/index.js";
import { fitAsync, segmentAsync } from "../../dist/workers-node.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const ROWS = 80_061, RUNS = 7;
const quick = { k: 3, nInit: 1, maxIterations: 2 };
const onTable = new Pipeline([
  new ColumnSelector({ columns: ["AGE", "GENDER", "COUNTRY", "SOURCE", "ORDERS", "SPENT"] }), new LabelEncoder(), new StandardScaler(), new KMeans(quick),
]);

const CASES = {
  "Matrix 1,000,000 x 8": (random) => [new KMeans(quick), Matrix.fromData(Float64Array.from({ length: 8e6 }, random), 1e6, 8)],
  "Table 80,061 x 8, texts, an id of text": (random) => [onTable, Table.fromRecords(customers(random))],
  "80,061 records of 8": (random) => [onTable, customers(random)],
  "80,061 rows of 8": (random) => [new KMeans(quick), Array.from({ length: ROWS }, () => Array.from({ length: 8 }, random))],
  "80,061 Float64Arrays of 8": (random) => [new KMeans(quick), Array.from({ length: ROWS }, () => Float64Array.from({ length: 8 }, random))],
  "1,000,000 x 8 as ml-matrix has it": (random) => [new KMeans(quick), { rows: 1e6, columns: 8, get: random.at }],
  "1,000,000 x 8 with weights": (random) => [new KMeans(quick), Matrix.fromData(Float64Array.from({ length: 8e6 }, random), 1e6, 8), { weights: new Array(1e6).fill(2) }],
};

export default async function bench() {
  console.log(`the longest time in a run that the event loop was blocked, in ms: the median of ${RUNS} runs (and the worst); and the whole of a run`);
  for (const [name, make] of Object.entries(CASES)) {
    const [estimator, input, options] = make(generator());
    await report(name, () => fitAsync(estimator, input, options));
  }
  const people = customers(generator());
  await report("segmentAsync, 80,061 records of 8", () => segmentAsync(people, { k: 3, nInit: 1 }));
  await report("an idle loop, for comparison", () => new Promise((resolve) => setTimeout(resolve, 500)));
  const times = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    await fitAsync(new StandardScaler(), [[1], [2]]);
    times.push(performance.now() - start);
  }
  console.log(`a fit of two rows, with the start of its worker: ${median(times).toFixed(0)} ms`);
}

async function report(name, run) {
  const watched = [];
  for (let i = 0; i < RUNS; i++) watched.push(await watch(run));
  const columns = ["timer", "own", "histogram"].map((clock) => {
    const values = watched.map((one) => one[clock]);
    return `${clock} ${median(values).toFixed(1).padStart(5)} (${Math.max(...values).toFixed(1).padStart(5)})`;
  });
  console.log(`${name.padEnd(40)} ${columns.join("   ")}   in all ${median(watched.map(({ took }) => took)).toFixed(0).padStart(5)}`);
}

async function watch(run) {
  // What the making of the data left behind is not to be cleared up during the run.
  collectGarbage();
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  let last = performance.now(), waited = waiting(), longest = 0, own = 0;
  const tick = () => {
    const now = performance.now(), wait = waiting();
    longest = Math.max(longest, now - last);
    own = Math.max(own, now - last - (wait - waited));
    [last, waited] = [now, wait];
  };
  const timer = setInterval(tick, 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  [longest, own] = [0, 0];
  histogram.enable();
  const start = performance.now();
  await run();
  tick();
  const took = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 5));
  histogram.disable();
  clearInterval(timer);
  return { timer: longest, own, histogram: histogram.max / 1e6, took };
}

/** How long the main thread has waited for a core so far, in ms; 0 where the system does not say. */
function waiting() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function customers(random) {
  const countries = ["France", "Spain", "China", "Brazil"], sources = ["Search", "Email", "Organic", "Facebook"];
  return Array.from({ length: ROWS }, (_, i) => ({
    USER_ID: `user ${i}`, AGE: Math.floor(18 + 50 * random()), GENDER: random() < 0.5 ? "F" : "M", COUNTRY: countries[Math.floor(4 * random())],
    SOURCE: sources[Math.floor(4 * random())], ORDERS: Math.floor(10 * random()), SPENT: 1000 * random(), SINCE: new Date(1.6e12 + i),
  }));
}

/** Seeded uniform numbers; `at` gives one by its place. */
function generator() {
  let state = 222;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return Object.assign(next, { at: (row, column) => ((Math.imul(row * 8 + column + 1, 2654435761) >>> 0) % 1e6) / 1e6 });
}
