import { ours, python } from "./rows.mjs";

export default {
  title: "W1: the whole job, 80,061 customers",
  data: ["customers.csv"],
  notes: [
    "From plain columns to a report: text coded, scaled, two components, k = 2 to 10 swept with 10 starts each, k = 5 with 10 starts, the " +
      "three most frequent values of each column and segment, the 5 customers most similar to one. Python begins with a data frame.",
    "Equal work is `swaps: 0`; by default segmentry makes further runs where the starts disagree, and ends lower.",
  ],
  rounds: 5,
  tasks: [{
    name: "W1 whole job, 80,061 customers",
    request: { task: "journey", customer: 1234 },
    rows: [
      ours("segmentry, equal work", { swaps: 0 }),
      ours("segmentry, defaults"),
      ...python("scikit-learn", { variant: "lloyd" }),
      ...python("scikit-learn elkan", { variant: "elkan" }, { threads: [1], rounds: 2, warmUp: { rows: 5000 } }),
    ],
    agree: { close: ["explained", "similarity"] },
    goal: { ratio: 24, aim: 35 },
  }],
};
