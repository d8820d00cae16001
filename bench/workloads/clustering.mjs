import { js, ours, python } from "./rows.mjs";

const FEW = { maxIterations: 10, tolerance: 0 };
const SHORT = { rows: 5000, maxIterations: 3 };

/** What the columns and the names of such a workload mean. */
export const NOTES = [
  "All contestants run Lloyd's algorithm from the same centroids to the same tolerance; faiss, which has none, makes as many iterations as " +
    "scikit-learn. The packages of npm make 10 iterations and are compared with 10 of segmentry.",
  "Inertia is that of the float64 rows; labels are the first digits of a checksum of what predict gives. Float32 finds about the same " +
    "clusters, not always the same labels.",
];

/** k-means from given centroids until it converges. The packages of npm make 10 iterations, and are compared with 10 of ours. */
export function clustering({ name, data, rows, columns, k, faissIterations, goal }) {
  const fewOfOurs = ours("segmentry, 10 iterations", FEW, { exact: false });
  const fewOf = (variant) =>
    js(`${variant}, 10 iterations`, { variant, ...FEW }, { against: fewOfOurs.name, rounds: 2, warmUp: SHORT });
  return {
    name,
    request: {
      task: "k-means", data: `${data}.f64`, rows, columns, start: `${data}-start${k}.f64`, k,
      maxIterations: 300, tolerance: 1e-4, faissIterations,
    },
    rows: [
      ours("segmentry"),
      ...python("scikit-learn", { variant: "lloyd" }),
      ...python("scikit-learn elkan", { variant: "elkan" }),
      ...python("scikit-learn float32", { variant: "lloyd", dtype: "float32" }, { exact: false }),
      ...python("faiss float32", { variant: "faiss" }, { exact: false }),
      fewOfOurs, fewOf("ml-kmeans"), fewOf("skmeans"), fewOf("@thi.ng/k-means"),
    ],
    agree: { same: ["iterations", "labels"], close: ["inertia"] },
    goal,
  };
}
