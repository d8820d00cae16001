const SMALL = 2 ** -300, LARGE = 2 ** 300, MOST = 2 ** 1000;

/** A power of two, as a factor of at most 1 before and one of at least 1 after the origin is taken away. */
export interface Scale {
  readonly down: number;
  readonly up: number;
  readonly origin: Float64Array;
}

/**
 * How to scale rows of d numbers so that squares of their differences neither overflow nor vanish: not at all wherever they
 * are far from it, else moved to the origin and near 1. O(n d)
 */
export function safeScale(x: Float64Array, d: number): Scale {
  const lowest = x.slice(0, d), highest = x.slice(0, d);
  for (let p = 0; p < x.length; p += d) {
    for (let t = 0; t < d; t++) {
      const value = x[p + t]!;
      if (value < lowest[t]!) lowest[t] = value;
      if (value > highest[t]!) highest[t] = value;
    }
  }
  // Halves, for a range may overflow.
  const spread = lowest.reduce((most, low, t) => Math.max(most, highest[t]! / 2 - low / 2), 0);
  if (spread === 0 || (spread > SMALL && spread < LARGE)) return { down: 1, up: 1, origin: new Float64Array(d) };
  let down = 1, up = 1;
  while (spread * down > 1) down /= 2;
  while (spread * up < 1 && up < MOST) up *= 2;
  return { down, up, origin: lowest };
}

/** Rows of d numbers as they are, or where squares of their differences overflow or vanish moved, and scaled by the factor. O(n d) */
export function scaledRows(x: Float64Array, d: number): { data: Float64Array; factor: number } {
  const { down, up, origin } = safeScale(x, d);
  if (down * up === 1) return { data: x, factor: 1 };
  return { data: x.map((value, p) => (value * down - origin[p % d]! * down) * up), factor: down * up };
}
