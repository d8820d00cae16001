import { clustering, NOTES } from "./clustering.mjs";

export default {
  title: "W3a: k-means, 100,000 x 32, k = 20, the same initial centroids",
  data: ["w3a.f64", "w3a-start20.f64"],
  notes: NOTES,
  rounds: 7,
  tasks: [clustering({
    name: "W3a k-means 100,000 x 32, k = 20",
    data: "w3a", rows: 100_000, columns: 32, k: 20, faissIterations: 47, goal: { ratio: 3, aim: 5 },
  })],
};
