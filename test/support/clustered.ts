import fc from "fast-check";

/** Any few rows of 1 to 4 numbers in 2 to n - 1 clusters, equal rows among them. */
export function clustered(): fc.Arbitrary<{ x: number[][]; labels: number[] }> {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1e6, max: 1e6 }).map((one) => one / 1000));
  const rows = fc.integer({ min: 1, max: 4 }).chain((d) => fc.array(fc.tuple(fc.array(value, { minLength: d, maxLength: d }), fc.integer({ min: -2, max: 3 })), { minLength: 3, maxLength: 40 }));
  return rows.map((pairs) => ({ x: pairs.map(([row]) => row), labels: pairs.map(([, label]) => label) })).filter(({ labels }) => {
    const k = new Set(labels).size;
    return k >= 2 && k < labels.length;
  });
}
