// The centred products of columns over a block of rows, each sum in the order of the rows.

/** So many rows of 32 columns fit into the first cache beside the sums. */
const PANEL: i32 = 64;

/**
 * Of one block of rows (rows x d) the means of x - shift, and the sums of the products of x - shift - mean.
 *
 * @param centred room for rows x p, p = d rounded up to a multiple of 4
 * @param sums p x p, of which the 4 x 4 tiles on the diagonal and above it are written
 */
export function scatterBlock(x: usize, rows: i32, d: i32, shift: usize, means: usize, centred: usize, sums: usize): void {
  const stride = <usize>d << 3, width = <usize>((d + 3) & ~3) << 3;
  meansFromShift(x, rows, stride, shift, means);
  centreInto(x, rows, stride, shift, means, centred, width);
  memory.fill(sums, 0, (width >> 3) * width);
  for (let start = 0; start < rows; start += PANEL) {
    const panel = centred + <usize>start * width, end = panel + <usize>min(PANEL, rows - start) * width;
    for (let i: usize = 0; i < width; i += 32) {
      for (let j = i; j < width; j += 32) tile(panel + i, panel + j, end, width, sums + (i >> 3) * width + j);
    }
  }
}

function meansFromShift(x: usize, rows: i32, stride: usize, shift: usize, means: usize): void {
  const end = x + <usize>rows * stride, pairs = stride & ~15;
  memory.fill(means, 0, stride);
  for (let row = x; row < end; row += stride) {
    let at: usize = 0;
    for (; at < pairs; at += 16) v128.store(means + at, f64x2.add(v128.load(means + at), f64x2.sub(v128.load(row + at), v128.load(shift + at))));
    if (at < stride) f64.store(means + at, f64.load(means + at) + (f64.load(row + at) - f64.load(shift + at)));
  }
  for (let at: usize = 0; at < stride; at += 8) f64.store(means + at, f64.load(means + at) / <f64>rows);
}

function centreInto(x: usize, rows: i32, stride: usize, shift: usize, means: usize, centred: usize, width: usize): void {
  const end = x + <usize>rows * stride, pairs = stride & ~15;
  for (; x < end; x += stride, centred += width) {
    let at: usize = 0;
    for (; at < pairs; at += 16) v128.store(centred + at, f64x2.sub(f64x2.sub(v128.load(x + at), v128.load(shift + at)), v128.load(means + at)));
    if (at < stride) {
      f64.store(centred + at, f64.load(x + at) - f64.load(shift + at) - f64.load(means + at));
      at += 8;
    }
    for (; at < width; at += 8) f64.store(centred + at, 0);
  }
}

/** Adds the products of four columns with four others; no sum waits for another. */
function tile(left: usize, right: usize, end: usize, width: usize, sums: usize): void {
  const second = sums + width, third = second + width, fourth = third + width;
  let a0 = v128.load(sums), a1 = v128.load(sums, 16), b0 = v128.load(second), b1 = v128.load(second, 16);
  let c0 = v128.load(third), c1 = v128.load(third, 16), d0 = v128.load(fourth), d1 = v128.load(fourth, 16);
  for (; left < end; left += width, right += width) {
    const near = v128.load(right), far = v128.load(right, 16);
    let value = v128.load_splat<f64>(left);
    a0 = f64x2.add(a0, f64x2.mul(value, near));
    a1 = f64x2.add(a1, f64x2.mul(value, far));
    value = v128.load_splat<f64>(left, 8);
    b0 = f64x2.add(b0, f64x2.mul(value, near));
    b1 = f64x2.add(b1, f64x2.mul(value, far));
    value = v128.load_splat<f64>(left, 16);
    c0 = f64x2.add(c0, f64x2.mul(value, near));
    c1 = f64x2.add(c1, f64x2.mul(value, far));
    value = v128.load_splat<f64>(left, 24);
    d0 = f64x2.add(d0, f64x2.mul(value, near));
    d1 = f64x2.add(d1, f64x2.mul(value, far));
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(second, b0);
  v128.store(second, b1, 16);
  v128.store(third, c0);
  v128.store(third, c1, 16);
  v128.store(fourth, d0);
  v128.store(fourth, d1, 16);
}
