/** The golden section: what a step leaves of a bracket. */
const GOLDEN = (3 - Math.sqrt(5)) / 2;
const MOST_STEPS = 100;

/**
 * Where a function of one variable is least near [a, b], by inverse parabolic interpolation with golden section steps (Brent
 * 1973, chapter 5). The interval is moved downhill first, at most to `limit` times its width.
 *
 * @param tolerance how near, relative to the result; about the root of the accuracy of the function is as near as can be told
 */
export function minimize(f: (x: number) => number, a: number, b: number, limit = 50, tolerance = 1e-9): number {
  let [low, high] = downhill(f, a, b, limit * Math.abs(b - a));
  let x = low + GOLDEN * (high - low), w = x, v = x, fx = f(x), fw = fx, fv = fx, step = 0, before = 0;
  for (let i = 0; i < MOST_STEPS; i++) {
    const middle = (low + high) / 2, near = tolerance * Math.abs(x) + 1e-10;
    if (Math.abs(x - middle) <= 2 * near - (high - low) / 2) break;
    const parabola = parabolicStep(x, w, v, fx, fw, fv);
    const taken = Math.abs(parabola) < Math.abs(before) / 2 && x + parabola > low && x + parabola < high;
    before = taken ? step : x < middle ? high - x : low - x;
    step = taken ? parabola : GOLDEN * before;
    if (taken && (x + step - low < 2 * near || high - (x + step) < 2 * near)) step = x < middle ? near : -near;
    const u = x + (Math.abs(step) >= near ? step : step > 0 ? near : -near), fu = f(u);
    if (fu <= fx) {
      if (u < x) high = x;
      else low = x;
      [v, w, x, fv, fw, fx] = [w, x, u, fw, fx, fu];
    } else {
      if (u < x) low = u;
      else high = u;
      if (fu <= fw || w === x) [v, w, fv, fw] = [w, u, fw, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return x;
}

/** The step to the bottom of the parabola through three points; NaN where there is none. */
function parabolicStep(x: number, w: number, v: number, fx: number, fw: number, fv: number): number {
  const r = (x - w) * (fx - fv), q = (x - v) * (fx - fw);
  return ((x - v) * q - (x - w) * r) / (2 * (r - q));
}

/** An interval around a minimum, as far as one is met going downhill from [a, b]. */
function downhill(f: (x: number) => number, a: number, b: number, furthest: number): readonly [number, number] {
  let x = a, y = b, fx = f(x), fy = f(y);
  if (fy > fx) [x, y, fx, fy] = [y, x, fy, fx];
  const start = x;
  let z = y + (y - x), fz = f(z);
  while (fz < fy && Math.abs(z - start) < furthest) {
    [x, y, fy] = [y, z, fz];
    z = y + 2 * (y - x);
    fz = f(z);
  }
  return x < z ? [x, z] : [z, x];
}
