// What npm offers for the same work: answers the requests of a run.
import { components } from "./peers/components.mjs";
import { kMeans } from "./peers/k-means.mjs";
import { neighbors } from "./peers/neighbors.mjs";
import { serve } from "./serve.mjs";

await serve({ components, "k-means": kMeans, neighbors });
