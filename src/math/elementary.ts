/**
 * Exponentials and logarithms by sums, products and quotients alone, which every engine rounds alike: those of `Math` differ in
 * the last digit from one version of an engine to the next, and with them the bits of a model. Within 3 units in the last place.
 */

/** The logarithm of 2 in two parts, of which the first, of 32 bits, has exact multiples. */
const LN2_HIGH = 0.6931471803691238, LN2_LOW = 1.9082149292705877e-10;
/** Beyond these e^x overflows, or vanishes. */
const MOST = 709.782712893384, LEAST = -745.1332191019412;
/** The least number of full accuracy, and what lifts lesser ones above it. */
const LEAST_NORMAL = 2 ** -1022, LIFT = 54;

/** Where numbers are taken apart. */
const VIEW = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** e^x. */
export function exp(x: number): number {
  if (!(x >= LEAST && x <= MOST)) return x > MOST ? Infinity : x < LEAST ? 0 : NaN;
  const k = Math.round(x / LN2_HIGH), half = Math.trunc(k / 2);
  return (1 + near(x, k)) * twoTo(half) * twoTo(k - half);
}

/** e^x - 1, exact also near 0. */
export function expm1(x: number): number {
  if (!(x >= LEAST && x <= MOST)) return x > MOST ? Infinity : x < LEAST ? -1 : NaN;
  const k = Math.round(x / LN2_HIGH);
  if (k === 0) return near(x, 0);
  return k > 1000 ? exp(x) : near(x, k) * twoTo(k) + (twoTo(k) - 1);
}

/** The logarithm of x; -Infinity for 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  const isTiny = x < LEAST_NORMAL;
  VIEW.setFloat64(0, isTiny ? x * 2 ** LIFT : x);
  const bits = VIEW.getInt32(0);
  VIEW.setInt32(0, (bits & 0xfffff) | 0x3ff00000);
  const fraction = VIEW.getFloat64(0), isLarge = fraction > Math.SQRT2, k = (bits >>> 20) - 1023 - (isTiny ? LIFT : 0) + Number(isLarge);
  const f = (isLarge ? fraction / 2 : fraction) - 1, s = f / (2 + f), z = s * s;
  // log(1 + f) = 2 s (1 + z/3 + z²/5 + ...), of which 2 s = f - s f.
  let sum = 0;
  for (let n = 23; n >= 3; n -= 2) sum = z * (sum + 2 / n);
  return k * LN2_HIGH - (s * (f - sum) - k * LN2_LOW - f);
}

/** The logarithm of 1 + x, exact also near 0; -Infinity for -1, NaN below. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1 || u === Infinity) return x;
  // What rounding 1 + x lost.
  return u > 0 ? log(u) + (x - (u - 1)) / u : log(u);
}

/** e^(x - k log 2) - 1 for an argument that lies within log 2 / 2 of 0. */
function near(x: number, k: number): number {
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 0;
  for (let n = 15; n >= 3; n--) sum = (r / n) * (1 + sum);
  return r + r * r * 0.5 * (1 + sum);
}

/** 2^k. */
function twoTo(k: number): number {
  let power = 1;
  for (let n = Math.abs(k), base = k < 0 ? 0.5 : 2; n > 0; n >>= 1, base *= base) if (n & 1) power *= base;
  return power;
}
