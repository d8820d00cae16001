// A process of its own: takes { name, seed }, answers with what was found.
import { assessClusters } from "../../dist/evaluate.js";
import { findSegments } from "../../dist/insights.js";
import { generateCustomers } from "../../examples/data/generate.mjs";
import { drawn, FAMILIES } from "./families.mjs";

/** Few runs of k-means each, but for the planted groups, and room beyond the groups that there are. */
const N_INIT = 3, MOST = 10, MOST_WITH_GROUPS = 12;

process.on("message", ({ name, seed }) => {
  const { verdict, sweep } = tried(name, seed);
  process.send({ name, seed, verdict, sweep });
});

function tried(name, seed) {
  if (name.startsWith("planted")) return planted(name === "plantedGuide" ? "guide" : "default", seed);
  const { rows, options } = drawn(name, seed);
  return assessClusters(rows, { ...options, maxK: FAMILIES[name].k === null ? MOST : MOST_WITH_GROUPS, nInit: N_INIT, seed });
}

function planted(recipe, seed) {
  return findSegments(generateCustomers({ rows: 2000, seed }), { recipe, seed, maxK: MOST_WITH_GROUPS, holdout: 0, sample: 0, resamples: 1 }).model.insights;
}
