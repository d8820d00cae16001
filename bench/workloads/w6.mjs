import { ours, python } from "./rows.mjs";

export default {
  title: "W6: exact silhouette, 20,000 x 8, k = 8",
  data: ["w2.f64", "w6-labels.i32"],
  rounds: 5,
  tasks: [{
    name: "W6 silhouette 20,000 x 8, k = 8",
    request: { task: "silhouette", data: "w2.f64", labels: "w6-labels.i32", rows: 20_000, columns: 8 },
    rows: [
      ours("segmentry"),
      ...python("scikit-learn"),
      ...python("scikit-learn float32", { dtype: "float32" }, { exact: false }),
    ],
    agree: { close: ["score"] },
    goal: { ratio: 4.5 },
  }],
};
