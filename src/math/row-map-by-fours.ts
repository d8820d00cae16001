import { applyRowMap, type RowMap } from "./row-map";

/**
 * The same bits as {@link applyRowMap}, in less than half of the time: four results of a row at a time, whose sums do not wait
 * for one another. Apart from it, as front ends have no room for it.
 */
export function applyRowMapByFours(map: RowMap, from: Float64Array, count: number, to = new Float64Array(count * map.columns)): Float64Array {
  const { means, scales, axes, columns } = map, d = means.length;
  if (!axes) return applyRowMap(map, from, count, to);
  const row = new Float64Array(d), whole = columns - (columns % 4);
  for (let i = 0, p = 0; i < count; i++) {
    for (let j = 0; j < d; j++, p++) row[j] = from[p]! - means[j]!;
    let out = i * columns, q = 0;
    for (let r = 0; r < whole; r += 4, q += 3 * d, out += 4) {
      let a = 0, b = 0, c = 0, e = 0;
      for (let j = 0; j < d; j++, q++) {
        const x = row[j]!;
        a += x * axes[q]!;
        b += x * axes[q + d]!;
        c += x * axes[q + 2 * d]!;
        e += x * axes[q + 3 * d]!;
      }
      to[out] = a / scales[r]! + 0;
      to[out + 1] = b / scales[r + 1]! + 0;
      to[out + 2] = c / scales[r + 2]! + 0;
      to[out + 3] = e / scales[r + 3]! + 0;
    }
    for (let r = whole; r < columns; r++, out++) {
      let a = 0;
      for (let j = 0; j < d; j++, q++) a += row[j]! * axes[q]!;
      to[out] = a / scales[r]! + 0;
    }
  }
  return to;
}
