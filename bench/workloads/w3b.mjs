import { clustering, NOTES } from "./clustering.mjs";

export default {
  title: "W3b: k-means, 10,000 x 100, k = 100, the same initial centroids",
  data: ["w3b.f64", "w3b-start100.f64"],
  notes: NOTES,
  rounds: 7,
  tasks: [clustering({
    name: "W3b k-means 10,000 x 100, k = 100",
    data: "w3b", rows: 10_000, columns: 100, k: 100, faissIterations: 77, goal: { ratio: 1.4, aim: 2.5 },
  })],
};
