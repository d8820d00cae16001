import { Random } from "./random.mjs";

/**
 * Rows that few latent factors explain but for noise, each column with a scale and an offset of its own: rows x columns,
 * row-major. Factor f weighs 0.8^f.
 */
export function factorRows({ seed, rows, columns, factors, noise }) {
  const random = new Random(seed), loadings = new Float64Array(factors * columns);
  for (let f = 0; f < factors; f++) {
    for (let j = 0; j < columns; j++) loadings[f * columns + j] = random.normal() * 0.8 ** f;
  }
  const scales = [], offsets = [];
  for (let j = 0; j < columns; j++) {
    scales.push(Math.exp(2 * random.normal()));
    offsets.push(10 * random.normal());
  }
  const data = new Float64Array(rows * columns), scores = new Float64Array(factors);
  for (let i = 0, p = 0; i < rows; i++) {
    for (let f = 0; f < factors; f++) scores[f] = random.normal();
    for (let j = 0; j < columns; j++, p++) {
      let sum = noise * random.normal();
      for (let f = 0; f < factors; f++) sum += scores[f] * loadings[f * columns + j];
      data[p] = offsets[j] + scales[j] * sum;
    }
  }
  return data;
}
