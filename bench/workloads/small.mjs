import { js, ours } from "./rows.mjs";

const packages = (name) => js(name, { variant: name });

export default {
  title: "small: k-means, 20,000 x 8, k = 10, 20 iterations, beside packages of npm",
  data: ["w2.f64", "w2-start10.f64"],
  rounds: 15,
  tasks: [{
    name: "small k-means 20,000 x 8, k = 10, 20 iterations",
    request: { task: "k-means", data: "w2.f64", rows: 20_000, columns: 8, start: "w2-start10.f64", k: 10, maxIterations: 20, tolerance: 0 },
    rows: [ours("segmentry"), packages("ml-kmeans"), packages("skmeans"), packages("@thi.ng/k-means")],
    goal: { ratio: 18, side: "js" },
  }],
};
