// Fits k-means to made rows, and tells the time and the peak of memory.
import { KMeans, Matrix } from "../../dist/index.js";
import { mixture } from "../generate/mixtures.mjs";

const { rows, columns, k, maxIterations } = JSON.parse(process.argv[2]);
// Without the copy that fromData makes: its peak would hide that of the fit.
const x = Matrix.wrap(mixture({ seed: 5001, rows, columns, clouds: 20, spread: 1 }), rows, columns);
const before = process.memoryUsage.rss(), start = performance.now();
const { iterations } = new KMeans({ k, nInit: 1, maxIterations, tolerance: 0, seed: 1 }).fit(x);
const ms = performance.now() - start, peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms, iterations, peak, above: peak - before }));
