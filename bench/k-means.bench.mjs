// k-means on seeded mixtures, ours beside ml-kmeans, interleaved: median time, and the inertia that each reaches.
import { kmeans } from "ml-kmeans";
import { KMeans, Matrix } from "../dist/index.js";

const RUNS = 5;
const CASES = [
  { rows: 2_000, columns: 2, k: 5 }, { rows: 20_000, columns: 8, k: 10 }, { rows: 80_000, columns: 2, k: 5 },
];

export default function bench() {
  console.log(`${RUNS} runs with seeds 1 to ${RUNS}, medians; one start each, and ours with 10 starts and swaps; inertia relative to the best seen`);
  for (const { rows, columns, k } of CASES) {
    const data = mixture(rows, columns, k), x = Matrix.fromRows(data);
    const contestants = {
      "segmentry, nInit 1": (seed) => new KMeans({ k, nInit: 1, seed }).fit(x).inertia,
      "ml-kmeans": (seed) => inertia(data, kmeans(data, k, { initialization: "kmeans++", seed, maxIterations: 300 })),
      "segmentry, nInit 10": (seed) => new KMeans({ k, seed }).fit(x).inertia,
    };
    const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, { times: [], inertias: [] }]));
    for (let seed = 1; seed <= RUNS; seed++) {
      for (const [name, run] of Object.entries(contestants)) {
        const start = performance.now();
        seen[name].inertias.push(run(seed));
        seen[name].times.push(performance.now() - start);
      }
    }
    const best = Math.min(...Object.values(seen).flatMap(({ inertias }) => inertias));
    console.log(`${rows} x ${columns}, k = ${k}`);
    for (const [name, { times, inertias }] of Object.entries(seen)) {
      const worst = Math.max(...inertias) / best;
      console.log(`  ${name.padEnd(20)} ${median(times).toFixed(1).padStart(8)} ms   inertia median x${(median(inertias) / best).toFixed(4)}, worst x${worst.toFixed(4)}`);
    }
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function inertia(data, { clusters, centroids }) {
  return data.reduce((sum, row, i) => sum + row.reduce((d, value, j) => d + (value - centroids[clusters[i]][j]) ** 2, 0), 0);
}

/** Seeded normal clouds around seeded centers. */
function mixture(rows, columns, k) {
  let state = 222;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const centers = Array.from({ length: k }, () => Array.from({ length: columns }, () => 3 * normal()));
  return Array.from({ length: rows }, (_, i) => centers[i % k].map((value) => value + normal()));
}
