import { exp, log } from "./elementary";

const ROOT_HALF = Math.SQRT1_2, ROOT_PI = Math.sqrt(Math.PI);
/** Below this the series converges fast, above it the continued fraction. */
const NEAR = 2.5;

/** The distribution function of the standard normal, to about 1e-15 of the smaller tail. */
export function normalCdf(x: number): number {
  const tail = erfc(Math.abs(x) * ROOT_HALF) / 2;
  return x > 0 ? 1 - tail : tail;
}

/** The quantile of the standard normal for a probability between 0 and 1, to about 1e-14; infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = start(p);
  // Halley's method: each step triples the digits.
  for (let i = 0; i < 4; i++) {
    const error = (normalCdf(x) - p) * Math.sqrt(2 * Math.PI) * exp((x * x) / 2);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

/** Within 5e-4 (Abramowitz and Stegun 26.2.23). */
function start(p: number): number {
  const t = Math.sqrt(-2 * log(p));
  return -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
}

/** 1 - erf(x) for x of 0 or more. */
function erfc(x: number): number {
  return x < NEAR ? 1 - erfSeries(x) : exp(-x * x) * tailFraction(x);
}

/** 2 / sqrt(pi) e^(-x²) times the sum of 2^n x^(2n + 1) / (1 x 3 x ... x (2n + 1)): no term is negative. */
function erfSeries(x: number): number {
  let term = x, sum = x;
  for (let n = 1; term > sum * 2 ** -54; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / ROOT_PI) * exp(-x * x) * sum;
}

/** e^(x²) erfc(x) = 1 / sqrt(pi) x 1 / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...)))), from its end. */
function tailFraction(x: number): number {
  let fraction = x;
  for (let n = 80; n >= 1; n--) fraction = x + n / 2 / fraction;
  return 1 / (ROOT_PI * fraction);
}
