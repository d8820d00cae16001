import { ours, python } from "./rows.mjs";

export default {
  title: "kpp: greedy k-means++ alone, 1,000,000 x 8, k = 50",
  data: ["w2.f64"],
  notes: ["Both draw 2 + ln k trials for each centroid. The potential, the inertia of the drawn centroids, is a matter of luck."],
  rounds: 5,
  tasks: [{
    name: "k-means++ alone 1,000,000 x 8, k = 50",
    request: { task: "seeding", data: "w2.f64", rows: 1_000_000, columns: 8, k: 50 },
    rows: [ours("segmentry"), ...python("scikit-learn kmeans_plusplus")],
    goal: { ratio: 3.5 },
  }],
};
