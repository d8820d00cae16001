import { js, ours, python } from "./rows.mjs";

const REQUEST = { task: "neighbors", data: "w2.f64", rows: 1_000_000, columns: 8, n: 10 };
const FLOAT32 = { dtype: "float32" }, INEXACT = { exact: false };
const slow = { rounds: 2, warmUp: { queries: 1 } };

const prepared = { ...REQUEST, fit: false }, fromScratch = { ...REQUEST, fit: true };

export default {
  title: "W5: cosine, the 10 most similar of 1,000,000 x 8",
  data: ["w2.f64"],
  notes: [
    "Prepared: the model was fitted, rows normalised or the index built before the time is taken. From scratch: all of it is part of the time.",
    "faiss calculates in float32.",
  ],
  rounds: 7,
  tasks: [
    {
      name: "W5 one query, prepared",
      request: { ...prepared, queries: 1 },
      rows: [
        ours("segmentry"),
        ...python("numpy, unit rows", { variant: "numpy, unit rows" }),
        ...python("numpy float32, unit rows", { variant: "numpy, unit rows", ...FLOAT32 }, INEXACT),
        ...python("NearestNeighbors kd_tree", { variant: "kd_tree" }),
        ...python("NearestNeighbors brute", { variant: "brute" }),
        ...python("faiss IndexFlatIP", { variant: "faiss" }, INEXACT),
      ],
      agree: { same: ["rows"], close: ["similarity"] },
      goal: { ratio: 2 },
    },
    {
      name: "W5 one query, from scratch",
      request: { ...fromScratch, queries: 1 },
      rows: [
        ours("segmentry"),
        ...python("numpy, norms per query", { variant: "numpy, norms per query" }),
        ...python("numpy float32, norms per query", { variant: "numpy, norms per query", ...FLOAT32 }, INEXACT),
        ...python("cosine_similarity", { variant: "cosine_similarity" }),
        ...python("NearestNeighbors brute", { variant: "brute" }),
        ...python("faiss IndexFlatIP", { variant: "faiss" }, INEXACT),
        js("by hand: map and sort", {}, { rounds: 3 }),
      ],
      agree: { same: ["rows"], close: ["similarity"] },
      goal: { ratio: 2 },
    },
    ...[["prepared", prepared], ["from scratch", fromScratch]].map(([how, request]) => ({
      name: `W5 1,000 queries, ${how}`,
      request: { ...request, queries: 1000 },
      rounds: 3,
      rows: [
        ours("segmentry"),
        ...python("NearestNeighbors kd_tree", { variant: "kd_tree" }),
        ...python("NearestNeighbors brute", { variant: "brute" }, slow),
        ...python("NearestNeighbors brute float32", { variant: "brute", ...FLOAT32 }, { ...INEXACT, ...slow }),
        ...python("faiss IndexFlatIP", { variant: "faiss" }, INEXACT),
      ],
      agree: { same: ["rows"], close: ["similarity"] },
      goal: { ratio: 5 },
    })),
  ],
};
