import { clustering, NOTES } from "./clustering.mjs";

export default {
  title: "W2: k-means, 1,000,000 x 8, k = 10, the same initial centroids",
  data: ["w2.f64", "w2-start10.f64"],
  notes: NOTES,
  rounds: 5,
  tasks: [clustering({
    name: "W2 k-means 1,000,000 x 8, k = 10",
    data: "w2", rows: 1_000_000, columns: 8, k: 10, faissIterations: 43, goal: { ratio: 3, aim: 5 },
  })],
};
