import type { Random } from "./random";

/** A cluster gives at least so many rows, or all that it has, unless the clusters are too many for that. */
const FEWEST = 30;

/**
 * About `most` of n rows, ascending: of each of k clusters in proportion to its size, but at least 30 or all that it has;
 * fewer where that would be more than half the sample, though never fewer than 2. Drawn without replacement. O(n)
 */
export function stratifiedSample(clusters: Int32Array, k: number, most: number, random: Random): Int32Array {
  const n = clusters.length, fewest = Math.max(2, Math.min(FEWEST, Math.floor(most / (2 * k)))), rows: number[][] = Array.from({ length: k }, () => []);
  clusters.forEach((c, i) => rows[c]!.push(i));
  const drawn = rows.flatMap((own) => draw(own, Math.max(fewest, Math.round((most * own.length) / n)), random));
  return Int32Array.from(drawn).sort();
}

/** The first `count` of the list after a shuffle (Fisher and Yates), which is done no further. */
function draw(list: number[], count: number, random: Random): number[] {
  if (count >= list.length) return list;
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (list.length - i)), one = list[j]!;
    list[j] = list[i]!;
    list[i] = one;
  }
  return list.slice(0, count);
}
