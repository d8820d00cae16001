// What is fitted on the page and in Node: the same data and seeds.
import { ElbowFinder, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, PCA, Pipeline, StandardScaler, Table } from "segmentry";

/** Seeded uniform numbers; no powers or logarithms, whose last bit differs between engines. */
function uniform(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
}

export function customers(count) {
  const random = uniform(222), cities = ["Rome", "Oslo", "Bern", null];
  return Array.from({ length: count }, (_, i) => ({
    USER_ID: `user ${i}`, AGE: Math.floor(18 + 50 * random()), CITY: cities[Math.floor(4 * random())], VIP: random() < 0.2, SPENT: 1000 * random() * random(),
  }));
}

export function rows(count, columns) {
  const random = uniform(7);
  return Array.from({ length: count }, (_, i) => Array.from({ length: columns }, () => (i % 5) * 3 + random() + random()));
}

/** The estimators with what they are fitted on, by name. */
export function cases() {
  const people = customers(3000), numbers = rows(4000, 6);
  const pipeline = new Pipeline([new Imputer(), new OneHotEncoder(), new StandardScaler(), new PCA({ components: 0.9 }), new KMeans({ k: 4, seed: 222 })]);
  return {
    "KMeans of a Matrix": [new KMeans({ k: 5, seed: 222 }), Matrix.fromRows(numbers, ["a", "b", "c", "d", "e", "f"])],
    "KMeans of rows, from centroids": [new KMeans({ k: 3, init: numbers.slice(0, 3) }), numbers],
    "ElbowFinder": [new ElbowFinder({ maxK: 8, nInit: 3, seed: 1 }), numbers],
    "PCA": [new PCA(), numbers],
    "LabelEncoder of a list": [new LabelEncoder(), people.map(({ USER_ID }) => USER_ID)],
    "Pipeline of a Table": [pipeline, Table.fromRecords(people)],
    "Pipeline of records": [pipeline, people],
  };
}
