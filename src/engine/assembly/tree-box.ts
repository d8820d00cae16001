// What filtering and dividing compute of boxes: two columns at a time.

/** More than what is lost where squares underflow. */
export const TINY: f64 = 9.332636185032189e-302; // 2^-1000
/** Squared distances above this may be next to those that overflow: nothing is decided by them. */
export const HUGE: f64 = 1.0715086071862673e301; // 2^1000

@inline
export function squared(a: v128, b: v128): v128 {
  const difference = f64x2.sub(a, b);
  return f64x2.mul(difference, difference);
}

/** The greatest squared differences between a box and a point. */
@inline
export function farthest(low: v128, high: v128, point: v128): v128 {
  return f64x2.max(squared(low, point), squared(high, point));
}

@inline
export function across(values: v128): f64 {
  return f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1);
}
