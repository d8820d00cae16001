// Fits whose models must have the same bits in every engine: run by scripts/check-browser.mjs in Node and in Chromium.

/** Seeded uniform numbers, by operations that all engines round alike. */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** n x d numbers in seven clouds, some overlapping. */
function clouds({ Matrix }, n, d, { seed = 1, offset = 0, scale = 1 } = {}) {
  const random = uniform(seed), centers = Array.from({ length: 7 * d }, () => 6 * random());
  const data = Float64Array.from({ length: n * d }, (_, p) => offset + scale * (centers[(Math.floor(p / d) % 7) * d + (p % d)] + random() + random() + random()));
  return Matrix.fromData(data, n, d);
}

function customers(n) {
  const random = uniform(7), pick = (list) => list[Math.floor(random() * random() * list.length)];
  const cities = Array.from({ length: 30 }, (_, i) => `city ${(i * 7) % 30}`);
  return Array.from({ length: n }, (_, i) => ({ USER_ID: i, AGE: 18 + Math.floor(50 * random()), CITY: pick(cities), PAYS: pick(["card", "cash", "invoice"]), SPENT: 300 * random() * random() }));
}

/** The same with dates, text that is numbers, gaps, copies and money beyond all measure. */
function messy(n) {
  return customers(n).map((one, i) => ({ ...one, USER_ID: i % (n - 9), SINCE: new Date(Date.UTC(2020, 0, 1 + (i * 13) % 900)), TEXT: i % 17 === 0 ? " " : `${i % 9}.${i % 7}00,5`, SPENT: i === 3 ? 1e7 : one.SPENT ** 2, AGE: i % 11 === 0 ? null : one.AGE, TAX: 19 }));
}

/** The JSON of each case by its name. */
export function models(segmentry, prepare, { findSegments, explainCustomers }, { reportJSON, reportPage }) {
  const { CosineTopN, ElbowFinder, KMeans, kMeansPlusPlus, LabelEncoder, OneHotEncoder, PCA, Pipeline, segment, silhouetteScore, StandardScaler, Table } = segmentry;
  const x = (n, d, options) => clouds(segmentry, n, d, options), table = Table.fromRecords(customers(3000));
  const { ColumnDropper, ColumnImputer, ColumnParser, CorrelationFilter, DateToDays, Deduplicator, explainRows, PowerTransformer, QuantileTransformer, RareLevelGrouper, TrainedRange } = prepare;
  const small = x(4000, 3), weights = Array.from({ length: 4000 }, (_, i) => i % 5);
  const cases = {
    "KMeans of 2 columns": () => new KMeans({ k: 7, seed: 1 }).fit(x(20000, 2)),
    "KMeans of 8 columns": () => new KMeans({ k: 9, seed: 2 }).fit(x(20000, 8)),
    "KMeans of 50 columns": () => new KMeans({ k: 5, nInit: 3, seed: 3 }).fit(x(2000, 50)),
    "KMeans of 130 columns, k 300": () => new KMeans({ k: 300, nInit: 1, swaps: 0 }).fit(x(1500, 130)),
    "KMeans far from zero": () => new KMeans({ k: 7, seed: 4 }).fit(x(5000, 5, { offset: 1e9 })),
    "KMeans of tiny numbers": () => new KMeans({ k: 7, seed: 5 }).fit(x(5000, 5, { scale: 1e-120 })),
    "KMeans with weights": () => new KMeans({ k: 6, seed: "w" }).fit(small, { weights }),
    "KMeans from random rows": () => new KMeans({ k: 12, init: "random", seed: 6 }).fit(x(6000, 9)),
    "kMeansPlusPlus": () => Array.from(kMeansPlusPlus(x(30000, 8), 40, { seed: 8 }).indices),
    "ElbowFinder": () => new ElbowFinder({ maxK: 8, nInit: 4, seed: 9 }).fit(x(8000, 2)),
    "StandardScaler": () => new StandardScaler().fit(x(10007, 33)),
    "PCA of many rows": () => new PCA({ components: 10 }).fit(x(10007, 33)),
    "PCA of few rows": () => new PCA().fit(x(20, 33)),
    "scaled and projected": () => Array.from(new Pipeline([new StandardScaler(), new PCA({ components: 3 })]).fit(x(3001, 17)).transform(x(500, 17, { seed: 5 })).data),
    "the guide's pipeline": () => new Pipeline([new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 5, seed: 222 })]).fit(table),
    "a one-hot pipeline": () => new Pipeline([new OneHotEncoder({ maxCategories: 9 }), new StandardScaler(), new KMeans({ k: 4, seed: 222 })]).fit(table),
    "segment": () => segment(table, { seed: 222 }).model,
    "segment by the guide": () => segment(table, { recipe: "guide", seed: 222 }).model,
    "segment of messy customers": () => segment(messy(3000), { seed: 222 }).model,
    "a pipeline for messy customers": () => {
      const stages = [
        new Deduplicator({ by: ["USER_ID"] }), new ColumnDropper(), new ColumnParser({ columns: { TEXT: { as: "number", locale: "de" } } }), new DateToDays(), new TrainedRange({ outside: "clip" }),
        new ColumnImputer({ strategies: { AGE: "drop" }, indicator: ["TEXT"] }), new RareLevelGrouper({ top: 5 }), new OneHotEncoder({ unseen: "zeros" }), new CorrelationFilter(), new PowerTransformer(), new QuantileTransformer(),
        new KMeans({ k: 4, seed: 3 }),
      ];
      const model = new Pipeline(stages).fit(messy(3000));
      return [model, explainRows(model, messy(300))];
    },
    "findSegments": () => findSegments(customers(700), { seed: 222, maxK: 6, resamples: 5 }).model,
    "findSegments by the guide": () => findSegments(customers(700), { recipe: "guide", seed: 222, maxK: 6, resamples: 5 }).model,
    "findSegments of messy customers, explained and reported": () => {
      const { model } = findSegments(messy(600), { seed: 1, maxK: 5, resamples: 5 });
      return [model, explainCustomers(model, messy(20)), reportJSON(model), reportPage(model)];
    },
    "CosineTopN": () => new CosineTopN({ n: 10 }).fit(x(30000, 8)).query(x(40, 8, { seed: 3 })),
    "silhouetteScore": () => silhouetteScore(small, new KMeans({ k: 4, seed: 1 }).fit(small).predict(small)),
  };
  return Object.fromEntries(Object.entries(cases).map(([name, fit]) => [name, JSON.stringify(fit())]));
}
