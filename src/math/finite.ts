/** Whether all numbers are finite: 0 times a number is 0 where it is, else NaN. In two sums, neither of which waits for the other. */
export function allFinite(data: Float64Array): boolean {
  let p = data.length, a = p % 2 ? data[--p]! * 0 : 0, b = 0;
  for (; p; p -= 2) {
    a += data[p - 1]! * 0;
    b += data[p - 2]! * 0;
  }
  return a + b === 0;
}
