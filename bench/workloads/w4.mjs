import { js, ours, python } from "./rows.mjs";

const REQUEST = { task: "components", data: "w4.f64", rows: 1_000_000, columns: 32, components: 10 };
const FEWER = { rows: 100_000 };
const packages = (name, variant, rounds) => js(name, { variant, ...FEWER }, { against: "segmentry, 100,000 rows", rounds, warmUp: { rows: 5000 } });

export default {
  title: "W4: StandardScaler and PCA(10), 1,000,000 x 32",
  data: ["w4.f64"],
  notes: ["Fit and transform. ml-pca does it with 100,000 rows, and is compared with segmentry on as many."],
  rounds: 5,
  tasks: [{
    name: "W4 scale and PCA(10), 1,000,000 x 32",
    request: REQUEST,
    rows: [
      ours("segmentry, pipeline", { variant: "pipeline" }),
      ours("segmentry, stage by stage", { variant: "stages" }),
      ...python("scikit-learn covariance_eigh", { variant: "covariance_eigh" }),
      ...python("scikit-learn full", { variant: "full" }, { rounds: 2 }),
      ...python("scikit-learn auto", { variant: "auto" }),
      ...python("numpy, by hand", { variant: "numpy" }),
      ours("segmentry, 100,000 rows", { variant: "pipeline", ...FEWER }, { exact: false }),
      packages("ml-pca covarianceMatrix, 100,000 rows", "covarianceMatrix", 2),
      packages("ml-pca SVD, 100,000 rows", "SVD", 1),
    ],
    agree: { close: ["explained", "mean |score|"] },
    goal: { ratio: 3, aim: 4 },
  }],
};
