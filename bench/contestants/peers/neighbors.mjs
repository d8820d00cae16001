import { queryRows, sumOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { rowsOf } from "./rows.mjs";

/** What one writes by hand: the cosine with each row, then a sort of all. */
export function neighbors({ data, rows, columns, queries, n }) {
  const x = rowsOf(data, rows, columns), asked = queryRows(queries, rows).map((row) => x[row]);
  const watch = new Stopwatch();
  const found = asked.flatMap((query) => {
    const all = x.map((row, index) => ({ index, similarity: cosine(query, row) }));
    return all.sort((a, b) => b.similarity - a.similarity).slice(0, n);
  });
  const { ms } = watch;
  return { ms, facts: { rows: sumOf(found.map(({ index }) => index)), similarity: sumOf(found.map(({ similarity }) => similarity)) } };
}

function cosine(a, b) {
  let product = 0, squareA = 0, squareB = 0;
  for (let j = 0; j < a.length; j++) {
    product += a[j] * b[j];
    squareA += a[j] * a[j];
    squareB += b[j] * b[j];
  }
  return product / (Math.sqrt(squareA) * Math.sqrt(squareB));
}
