import { distance, similarity } from "ml-distance";
import { nearestOfAll } from "../../math/nearest";
import { builtInMetric, type Metric } from "./metrics";
import { screenedCosine } from "./screened-cosine";

type Compare = (a: Float64Array, b: Float64Array) => number;

const DISTANCES = distance as unknown as Record<string, Compare>;
const SIMILARITIES = similarity as unknown as Record<string, Compare>;

/** minkowski needs a parameter, tree compares spectra: neither compares two rows of numbers by itself. */
const UNFIT = new Set(["minkowski", "tree"]);

/** ml-distance lists these among its distances, but more of them is nearer. */
const SIMILAR = new Set(["innerProduct", "fidelity", "harmonicMean"]);

/**
 * A built-in metric or one of ml-distance by its name. Some names stand for a distance and a similarity there: the name
 * alone means the distance, `similarity.` before it the similarity.
 */
export function anyMetric(name: string): Metric | undefined {
  const builtIn = name === "cosine" ? screenedCosine : builtInMetric(name), [, wanted, plain = ""] = /^(distance\.|similarity\.)?(.*)$/.exec(name)!;
  if (builtIn || UNFIT.has(plain)) return builtIn;
  if (wanted !== "similarity." && Object.hasOwn(DISTANCES, plain)) return wrap(DISTANCES[plain]!, SIMILAR.has(plain));
  return wanted !== "distance." && Object.hasOwn(SIMILARITIES, plain) ? wrap(SIMILARITIES[plain]!, true) : undefined;
}

function wrap(compare: Compare, isSimilarity: boolean): Metric {
  const sign = isSimilarity ? 1 : -1;
  return {
    similarity: isSimilarity,
    among: (items, d) => (queries, n, found) => nearestOfAll(queries.length / d, items.length / d, n, (i, j) =>
      sign * compare(queries.subarray(i * d, i * d + d), items.subarray(j * d, j * d + d)), found),
  };
}
