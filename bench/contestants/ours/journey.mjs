import { ClusterReporter, CosineTopN, ElbowFinder, KMeans, LabelEncoder, PCA, StandardScaler, Table } from "../../../dist/index.js";
import { sumOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { customers } from "./inputs.mjs";

const SIMILAR = 5;

/** From plain columns to segments, their report and the customers most similar to one. */
export function journey({ seed, swaps, customer, rows }) {
  const columns = Object.fromEntries(Object.entries(customers()).map(([name, values]) => [name, values.slice(0, rows)]));
  const names = Object.keys(columns), options = { nInit: 10, maxIterations: 300, tolerance: 1e-4, seed, ...(swaps === undefined ? {} : { swaps }) };
  const watch = new Stopwatch();
  const table = Table.fromColumns(columns);
  watch.lap("table");
  const coded = new LabelEncoder().fit(table).transform(table);
  watch.lap("encode");
  const scaled = new StandardScaler().fit(coded).transform(coded);
  watch.lap("scale");
  const pca = new PCA({ components: 2 }).fit(scaled), scores = pca.transform(scaled);
  watch.lap("pca");
  const elbow = new ElbowFinder({ minK: 2, maxK: 10, ...options }).fit(scores);
  watch.lap("sweep");
  const segments = new KMeans({ k: 5, ...options }).fit(scores), labels = segments.predict(scores);
  watch.lap("final");
  new ClusterReporter({ columns: names, top: 3 }).fit(table, labels);
  watch.lap("report");
  const [similar] = new CosineTopN({ n: SIMILAR + 1 }).fit(scaled).query([scaled.row(customer)]);
  const others = similar.filter(({ index }) => index !== customer).slice(0, SIMILAR);
  watch.lap("similar");
  const { ms, stages } = watch;
  return {
    ms, stages,
    facts: {
      explained: sumOf(pca.explainedVarianceRatio), similarity: sumOf(others.map(({ similarity }) => similarity)),
      "inertia k = 5": segments.inertia, "inertia k = 10": elbow.curve.at(-1).inertia,
    },
  };
}
