import { Random } from "./random.mjs";

/**
 * Rows of normal clouds of unequal weight around random centres: rows x columns, row-major.
 *
 * @param spread standard deviation of the centres; the clouds have deviations of 0.5 to 1.5 in each column
 */
export function mixture({ seed, rows, columns, clouds, spread }) {
  const random = new Random(seed), centres = new Float64Array(clouds * columns), deviations = new Float64Array(clouds * columns);
  for (let i = 0; i < centres.length; i++) {
    centres[i] = spread * random.normal();
    deviations[i] = 0.5 + random.uniform();
  }
  const cloudOf = random.categories(Array.from({ length: clouds }, () => 0.5 + random.uniform()));
  const data = new Float64Array(rows * columns);
  for (let i = 0, p = 0; i < rows; i++) {
    const cloud = cloudOf() * columns;
    for (let j = 0; j < columns; j++, p++) data[p] = centres[cloud + j] + deviations[cloud + j] * random.normal();
  }
  return data;
}

/** k centroids by plain k-means++, so that every contestant starts from the same ones: k x columns. */
export function startingCentroids({ data, columns, k, seed }) {
  const random = new Random(seed), rows = data.length / columns;
  const centroids = new Float64Array(k * columns), nearest = new Float64Array(rows).fill(Infinity);
  let row = random.integer(rows);
  for (let c = 0; c < k; c++) {
    centroids.set(data.subarray(row * columns, (row + 1) * columns), c * columns);
    row = drawProportional(nearest, lowerDistances(nearest, data, centroids, c, columns), random);
  }
  return centroids;
}

/** Lowers each row's squared distance to that to centroid c where it is nearer; gives their sum. */
function lowerDistances(nearest, data, centroids, c, columns) {
  let sum = 0;
  for (let i = 0; i < nearest.length; i++) {
    const distance = squaredDistance(data, i * columns, centroids, c * columns, columns);
    if (distance < nearest[i]) nearest[i] = distance;
    sum += nearest[i];
  }
  return sum;
}

function drawProportional(weights, sum, random) {
  let left = random.uniform() * sum;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left <= 0) return i;
  }
  return weights.length - 1;
}

/** Labels after `steps` steps of Lloyd's algorithm from the given centroids. */
export function roughLabels({ data, columns, centroids, steps }) {
  const rows = data.length / columns, k = centroids.length / columns, labels = new Int32Array(rows);
  const means = centroids.slice();
  for (let step = 0; step < steps; step++) {
    const sums = new Float64Array(k * columns), counts = new Float64Array(k);
    for (let i = 0; i < rows; i++) {
      const label = labels[i] = nearestOf(means, data, i * columns, columns);
      counts[label]++;
      for (let j = 0; j < columns; j++) sums[label * columns + j] += data[i * columns + j];
    }
    for (let q = 0; q < sums.length; q++) means[q] = sums[q] / counts[Math.floor(q / columns)];
  }
  return labels;
}

function nearestOf(centroids, data, offset, columns) {
  let best = 0, bestDistance = Infinity;
  for (let q = 0; q < centroids.length; q += columns) {
    const distance = squaredDistance(data, offset, centroids, q, columns);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = q / columns;
    }
  }
  return best;
}

function squaredDistance(a, p, b, q, columns) {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const difference = a[p + j] - b[q + j];
    sum += difference * difference;
  }
  return sum;
}
