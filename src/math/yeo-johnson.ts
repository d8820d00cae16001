import { expm1, log, log1p } from "./elementary";
import { minimize } from "./minimize";

/** Exponents nearer to 0 than this are 0: the limit, the logarithm, is more exact there. */
const TINY = 1e-12;
/** Transformed values stay below e to this. */
const MOST_LOG = 300;
/** With a smaller deviation, as a share of the largest of them, transformed values have hardly five digits left. */
const LEAST_SPREAD = 1e-11;

/** The power transformation of Yeo and Johnson (2000) with exponent `lambda`: increasing, 0 at 0, the identity for 1. */
export function yeoJohnson(x: number, lambda: number): number {
  if (x >= 0) return power(log1p(x), lambda);
  return -power(log1p(-x), 2 - lambda);
}

/** What {@link yeoJohnson} makes a number of. Beyond what it can reach, the last number that it can. */
export function inverseYeoJohnson(y: number, lambda: number): number {
  if (y >= 0) return root(y, lambda);
  return -root(-y, 2 - lambda);
}

/** (e^(lambda l) - 1) / lambda. */
function power(l: number, lambda: number): number {
  return Math.abs(lambda) < TINY ? l : expm1(lambda * l) / lambda;
}

function root(y: number, lambda: number): number {
  if (Math.abs(lambda) < TINY) return expm1(y);
  // For a negative exponent the transformation stays below -1 / lambda.
  const inside = Math.max(lambda * y, -1 + 2 ** -53);
  return expm1(log1p(inside) / lambda);
}

/**
 * The exponent under which the transformed values are most likely those of a normal distribution: the maximum of
 * -n/2 log(variance) + (lambda - 1) sum of sign(x) log(1 + |x|). 1 for values that are all the same, or that would run into
 * each other: a narrow range far from 0 has no exponent. O(n) a step.
 */
export function yeoJohnsonExponent(values: Float64Array): number {
  const first = values[0]!;
  if (values.every((value) => value === first)) return 1;
  // The transformation of -x with 2 - lambda is that of x, negated; above 0 it is known more exactly.
  if (values.every((value) => value <= 0)) return 2 - yeoJohnsonExponent(values.map((value) => -value));
  const n = values.length, logs = values.map((value) => Math.sign(value) * log1p(Math.abs(value)));
  const sum = logs.reduce((total, one) => total + one, 0), spread = logs.every((one) => one >= 0) ? logVarianceAbove(logs, sum / n) : logVariance(values);
  const furthest = logs.reduce((most, one) => Math.max(most, Math.abs(one)), 0), overflows = (lambda: number): boolean => Math.abs(lambda - 1) * furthest > MOST_LOG;
  const best = minimize((lambda) => (overflows(lambda) ? Infinity : (n / 2) * spread(lambda) - (lambda - 1) * sum), -2, 2);
  const transformed = values.map((value) => yeoJohnson(value, best)), size = transformed.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return variance(transformed, (value) => value) > (size * LEAST_SPREAD) ** 2 ? best : 1;
}

/**
 * The logarithm of the variance of transformed values of 0 or more, from their logarithms: measured from the mean logarithm
 * they neither overflow nor lose their digits to the 1 that is subtracted.
 */
function logVarianceAbove(logs: Float64Array, middle: number): (lambda: number) => number {
  return (lambda) => 2 * lambda * middle + log(variance(logs, (one) => power(one - middle, lambda)));
}

function logVariance(values: Float64Array): (lambda: number) => number {
  return (lambda) => log(variance(values, (value) => yeoJohnson(value, lambda)));
}

/** Of mapped values, measured from the first. */
function variance(values: Float64Array, map: (value: number) => number): number {
  const shift = map(values[0]!), n = values.length;
  let sum = 0, squares = 0, mean = 0;
  for (let i = 0; i < n; i++) sum += map(values[i]!) - shift;
  mean = sum / n;
  for (let i = 0; i < n; i++) {
    const difference = map(values[i]!) - shift - mean;
    squares += difference * difference;
  }
  const result = squares / n;
  return Number.isFinite(result) ? result : Infinity;
}
