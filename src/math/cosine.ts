/** Sums of squares outside of these may have overflowed or lost digits. Two within them can be multiplied. */
const SMALLEST = 1e-150, LARGEST = 1e150;

/** Rows to take cosines with. */
export interface Directions {
  /** q x d numbers, row-major; rows of an extreme size divided by their largest entry. */
  readonly rows: Float64Array;
  /** The sum of squares of each row; 0 for a row of zeros. */
  readonly squares: Float64Array;
  readonly d: number;
}

/** The directions of q x d numbers. */
export function directions(x: Float64Array, d: number): Directions {
  const rows = x.slice(), squares = new Float64Array(x.length / d);
  for (let i = 0; i < squares.length; i++) {
    const row = rows.subarray(i * d, i * d + d), square = sumOfSquares(row);
    if (!isSafe(square)) row.set(dividedByLargest(row));
    squares[i] = isSafe(square) ? square : sumOfSquares(row);
  }
  return { rows, squares, d };
}

/**
 * The cosine of the angle between direction i and row j of `items` (m x d), in [-1, 1]; 0 where one of them is zero.
 *
 * Sum of a b / sqrt(sum of a a x sum of b b), the sums taken in the order of the columns: exactly 1 for equal rows.
 * O(d); off by at most (d + 4) x 2^-52.
 */
export function cosine({ rows, squares, d }: Directions, i: number, items: Float64Array, j: number): number {
  let product = 0, square = 0;
  for (let p = i * d, q = j * d, end = p + d; p < end; p++, q++) {
    const b = items[q]!;
    product += rows[p]! * b;
    square += b * b;
  }
  if (!isSafe(square)) {
    const scaled = dividedByLargest(items.subarray(j * d, j * d + d));
    product = dot(rows.subarray(i * d, i * d + d), scaled);
    square = sumOfSquares(scaled);
  }
  const both = Math.sqrt(squares[i]! * square);
  return both === 0 ? 0 : Math.max(-1, Math.min(1, product / both));
}

const isSafe = (square: number): boolean => square >= SMALLEST && square <= LARGEST;

const sumOfSquares = (row: Float64Array): number => dot(row, row);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += a[p]! * b[p]!;
  return sum;
}

function dividedByLargest(row: Float64Array): Float64Array {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  return largest === 0 ? row : row.map((value) => value / largest);
}
