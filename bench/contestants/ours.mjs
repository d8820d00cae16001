// segmentry, as its build in dist: answers the requests of a run.
import { components } from "./ours/components.mjs";
import { encoding } from "./ours/encoding.mjs";
import { journey } from "./ours/journey.mjs";
import { kMeans } from "./ours/k-means.mjs";
import { neighbors } from "./ours/neighbors.mjs";
import { seeding } from "./ours/seeding.mjs";
import { predictMany, predictOne } from "./ours/serving.mjs";
import { silhouette } from "./ours/silhouette.mjs";
import { serve } from "./serve.mjs";

await serve({ components, encoding, journey, "k-means": kMeans, neighbors, predictMany, predictOne, seeding, silhouette });
