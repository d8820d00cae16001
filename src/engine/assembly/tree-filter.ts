import { across, farthest, HUGE, squared, TINY } from "./tree-box";

// A candidate is a centroid that may be the nearest one to rows of a node: its coordinates, and where its cluster is summed up.

@inline
export function candidateBytes<D>(): usize {
  return offsetof<D>() + 16;
}

@inline
export function clusterOf<D>(candidate: usize): usize {
  return load<usize>(candidate, offsetof<D>());
}

const MARGIN: f64 = 1.0 / 140737488355328; // 2^-47
/**
 * Copies to `to` those of the candidates from `from` to `to` that may be the nearest to a row of the node (Kanungo et al. 2002),
 * in the same order: that of their indices.
 *
 * @returns the end of the copies
 *
 * Dropped is a candidate c that is farther by the definition from every row x than b, the one nearest to the middle of the box.
 * Let B and C be the squared distances of x to b and to c, F the greatest B in the box, v the corner where g = C - B is the
 * least: that is linear in x, and its slope has the signs of b - c, which floating-point subtraction tells truly. Computed sums
 * of at most 4 squares of differences are off by at most e = 7 x 2^-53 of themselves, g by e(B + C) = e(g + 2B), F by e F. So
 * B < C as computed wherever (1 - e) g > 2e B; that holds if the computed g exceeds (4e + smaller terms) F, thus 2^-47 F.
 */
export function filter<D>(node: usize, from: usize, to: usize): usize {
  const low = v128.load(node), high = v128.load(node, offsetof<D>());
  const low2 = offsetof<D>() > 16 ? v128.load(node, 16) : low, high2 = offsetof<D>() > 16 ? v128.load(node, 48) : high;
  const nearest = nearestTo<D>(low, high, low2, high2, from, to);
  const best = v128.load(nearest), best2 = offsetof<D>() > 16 ? v128.load(nearest, 16) : best;
  let square = farthest(low, high, best);
  if (offsetof<D>() > 16) square = f64x2.add(square, farthest(low2, high2, best2));
  const most = across(square), margin = most <= HUGE ? most * MARGIN + TINY : Infinity;
  let end = to;
  for (let at = from; at < to; at += candidateBytes<D>()) {
    const other = v128.load(at), other2 = offsetof<D>() > 16 ? v128.load(at, 16) : other;
    let lead = leastLead(low, high, best, other);
    if (offsetof<D>() > 16) lead = f64x2.add(lead, leastLead(low2, high2, best2, other2));
    const least = across(lead);
    // Of two equal centroids the first has all rows.
    if (least > margin || (least == 0 && at > nearest && equal(best, other) && (offsetof<D>() == 16 || equal(best2, other2)))) continue;
    v128.store(end, other);
    if (offsetof<D>() > 16) v128.store(end, other2, 16);
    store<usize>(end, clusterOf<D>(at), offsetof<D>());
    end += candidateBytes<D>();
  }
  return end;
}

/** The first of the candidates nearest to the middle of a box. */
function nearestTo<D>(low: v128, high: v128, low2: v128, high2: v128, from: usize, to: usize): usize {
  const half = f64x2.splat(0.5), middle = f64x2.mul(f64x2.add(low, high), half), middle2 = f64x2.mul(f64x2.add(low2, high2), half);
  let nearest = from, least = Infinity;
  for (let at = from; at < to; at += candidateBytes<D>()) {
    let square = squared(middle, v128.load(at));
    if (offsetof<D>() > 16) square = f64x2.add(square, squared(middle2, v128.load(at, 16)));
    const distance = across(square), closer = distance < least;
    nearest = closer ? at : nearest;
    least = closer ? distance : least;
  }
  return nearest;
}

/** By how much squared distances to another point exceed those to the best one, at the corner of a box where it is the least. */
@inline
function leastLead(low: v128, high: v128, best: v128, other: v128): v128 {
  const corner = v128.bitselect(high, low, f64x2.gt(other, best));
  return f64x2.sub(squared(corner, other), squared(corner, best));
}

@inline
function equal(a: v128, b: v128): bool {
  return i64x2.all_true(f64x2.eq(a, b));
}
