import { createHash } from "node:crypto";

/** The first digits of the SHA-256 of labels as int32, little-endian. */
export function checksum(labels) {
  return createHash("sha256").update(new Uint8Array(Int32Array.from(labels).buffer)).digest("hex").slice(0, 8);
}

/** Sum of the squared distances of n x d numbers to the centroids of their labels. */
export function inertiaOf(data, columns, centroids, labels) {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0, p = i * columns, q = labels[i] * columns; j < columns; j++, p++, q++) sum += (data[p] - centroids[q]) ** 2;
  }
  return sum;
}

/** Sum of the squared distances of n x d numbers to the nearest of k x d centroids. */
export function potentialOf(data, columns, centroids) {
  let sum = 0;
  for (let row = 0; row < data.length; row += columns) {
    let nearest = Infinity;
    for (let q = 0; q < centroids.length; q += columns) {
      let distance = 0;
      for (let j = 0; j < columns; j++) distance += (data[row + j] - centroids[q + j]) ** 2;
      if (distance < nearest) nearest = distance;
    }
    sum += nearest;
  }
  return sum;
}

/** Mean of the absolute values: the same whatever sign each component has. */
export function meanAbsolute(values) {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  return sum / values.length;
}

export const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** The indices of the rows that are queried for their neighbors. */
export const queryRows = (count, rows) => Array.from({ length: count }, (_, i) => (i * 997 + 13) % rows);
