/** Rows of a column each, to mean 0 and variance 1; a constant one stays. */
function standardized(rows, columns = rows[0].map((_, j) => j)) {
  for (const j of columns) {
    const mean = rows.reduce((sum, row) => sum + row[j], 0) / rows.length, deviation = Math.sqrt(rows.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / rows.length) || 1;
    for (const row of rows) row[j] = (row[j] - mean) / deviation;
  }
  return rows;
}

const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Weights 1, 1/2, 1/3, ... */
export const harmonic = (levels) => times(levels, (i) => 1 / (i + 1));

/** Numbers drawn by `one(random, common)`, in which `common` is a normal deviate that is correlated within a row. */
export function numbers(random, n, d, one, correlation = 0) {
  return { rows: standardized(times(n, () => numericRow(random, d, one, correlation))) };
}

function numericRow(random, d, one, correlation) {
  const shared = random.normal(), common = (r) => Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * r.normal();
  return times(d, () => one(random, common));
}

/** Rows that a function draws. */
export const shaped = (random, n, one) => ({ rows: standardized(times(n, () => one(random))) });

/** Rows of categories that have nothing to do with each other, one-hot. */
export function independent(random, n, levels) {
  const draws = levels.map((weights) => random.categories(weights));
  return oneHot(times(n, () => draws.map((draw) => draw())), levels.map(({ length }) => length));
}

/** Codes as one-hot rows, after numbers that stay. */
function oneHot(codes, sizes, numbersOf = () => []) {
  const before = numbersOf(0).length, starts = sizes.map((_, b) => before + sizes.slice(0, b).reduce((sum, size) => sum + size, 0));
  const width = before + sizes.reduce((sum, size) => sum + size, 0);
  const rows = codes.map((row, i) => {
    const full = [...numbersOf(i), ...new Array(width - before).fill(0)];
    row.forEach((code, b) => (full[starts[b] + code] = 1));
    return full;
  });
  return { rows, options: { categories: sizes.map((size, b) => times(size, (i) => starts[b] + i)) } };
}

/** Three numbers, normal, exponential and uniform, and categories, all independent. */
export function mixed(random, n, levels) {
  const given = standardized(times(n, () => [random.normal(), -Math.log(1 - random.uniform()), random.uniform()]));
  const draws = levels.map((weights) => random.categories(weights));
  return oneHot(times(n, () => draws.map((draw) => draw())), levels.map(({ length }) => length), (i) => given[i]);
}

const BRANDS = times(60, (i) => (i + 1) ** -0.7);
/** Gender, country, traffic source, brand, category: weights like those of the database of the published guide. */
const GUIDE = [[1, 1], [34, 22, 14, 6, 5, 4, 4, 4, 2, 2, 1, 1], [70, 15, 6, 5, 4], BRANDS, [10, 8, 8, 7, 7, 6, 6, 5, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1]];

/** Customers as of the guide's database, all columns independent: codes and two components, as the guide has it, or one-hot. */
export function guideDatabase(random, n, encoding) {
  const draws = GUIDE.map((weights) => random.categories(weights)), orders = random.categories([64, 25, 8, 3]);
  const given = times(n, () => [12 + random.integer(59), 1 + orders()]), codes = times(n, () => draws.map((draw) => draw()));
  if (encoding === "codes") return { rows: standardized(times(n, (i) => [...given[i], ...codes[i]])), options: { categories: GUIDE.map((_, b) => [2 + b]), components: 2 } };
  standardized(given);
  const sizes = GUIDE.map(({ length }) => Math.min(20, length));
  return oneHot(codes.map((row) => row.map((code, b) => Math.min(code, sizes[b] - 1))), sizes, (i) => given[i]);
}

/** Normal groups whose centres are `separation` deviations apart or more, of weights from 0.5 to 1.5. */
export function mixture(random, n, d, k, separation) {
  const centres = centresOf(random, d, k, separation), groupOf = random.categories(times(k, () => 0.5 + random.uniform()));
  return { rows: standardized(times(n, () => centres[groupOf()].map((value) => value + random.normal()))) };
}

/** Drawn in a box that has hardly room for them, which grows where it has none. */
function centresOf(random, d, k, separation) {
  for (let side = 0.9 * separation * k ** (1 / d); ; side *= 1.1) {
    const centres = [];
    for (let trial = 0; trial < 2000 && centres.length < k; trial++) {
      const centre = times(d, () => side * random.uniform());
      if (centres.every((other) => Math.hypot(...other.map((value, j) => value - centre[j])) >= separation)) centres.push(centre);
    }
    if (centres.length === k) return centres;
  }
}

/** Groups that differ in their favourite levels, of 8 in each category: drawn with the given share, else any. */
export function favourites(random, n, k, categories, share) {
  const favourite = times(k, () => times(categories, () => random.integer(8))), groupOf = random.categories(times(k, () => 0.5 + random.uniform()));
  const row = (group) => favourite[group].map((level) => (random.uniform() < share ? level : random.integer(8)));
  return oneHot(times(n, () => row(groupOf())), times(categories, () => 8));
}
