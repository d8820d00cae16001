import { readFileSync } from "node:fs";
import { it } from "vitest";
import { segment, Table, KMeans, StandardScaler } from "../../src";
import { parseCsv } from "../../src/csv";
import { DecisionTree, rulesToText, segmentRules } from "../../src/insights";
const D = "/work/shared/data/";
const load = (p: string) => parseCsv(readFileSync(D + p, "utf8").replace(/^\ufeff/, ""));
const show = (name: string, table: any, labels: ArrayLike<number>, options = {}) => {
  const t = performance.now(), r = segmentRules(table, labels, options);
  console.log(`== ${name} ${(performance.now() - t).toFixed(0)} ms, leaves ${r.tree.leaves.length}`, JSON.stringify(r.fidelity), "\n" + rulesToText(r));
};
it("real", () => {
  const mall = load("mall_customers/Mall_Customers.csv");
  const x = mall.toRecords().map((r: any) => [r["Annual Income (k$)"], r["Spending Score (1-100)"]] as number[]);
  const km = new KMeans({ k: 5, seed: 0 }).fit(new StandardScaler().fit(x).transform(x));
  show("mall k=5", mall, km.predict(new StandardScaler().fit(x).transform(x)));
  const m2 = segment(mall.toRecords().map((r: any) => ({ INCOME: r["Annual Income (k$)"], SPENDING: r["Spending Score (1-100)"] })), { k: 5 });
  show("mall segment", mall, m2.labels);
  show("mall segment minLeaf 1", mall, m2.labels, { minLeaf: 1 });
  for (const p of ["marketing_campaign/marketing_campaign.csv", "telco_churn/Telco-Customer-Churn.csv"]) {
    const table = load(p);
    for (const k of [3, 4, 5]) {
      const s = segment(table, { k });
      show(`${p} k=${k}`, table, s.labels);
      for (const o of [{ maxDepth: 3 }, { maxLeaves: 100, maxDepth: 10 }, { maxConditions: 2 }, { thresholds: "middle" }]) { const r = segmentRules(table, s.labels, o as never); console.log(JSON.stringify(o), r.tree.leaves.length, r.fidelity.accuracy.toFixed(3), r.fidelity.balanced.toFixed(3)); }
    }
  }
}, 200000);
it("speed", () => {
  const n = 100000; let s = 1; const rnd = () => ((s = (s * 48271) % 2147483647) / 2147483647);
  const cols: Record<string, unknown[]> = {};
  for (let j = 0; j < 10; j++) cols[`x${j}`] = Array.from({ length: n }, () => j < 7 ? rnd() * 100 : Math.floor(rnd() * 20));
  cols.x9 = Array.from({ length: n }, () => "abcdefgh"[Math.floor(rnd() * 8)]);
  const table = Table.fromColumns(cols as never);
  const labels = Int32Array.from({ length: n }, (_, i) => ((cols.x0![i] as number) > 60 ? ((cols.x1![i] as number) > 50 ? 0 : 1) : (cols.x2![i] as number) + (cols.x3![i] as number) > 110 ? 2 : (cols.x9![i] as string) > "d" ? 3 : 4));
  for (const o of [{}, { maxDepth: 3 }, { maxLeaves: 100, maxDepth: 10 }]) for (let rep = 0; rep < 2; rep++) { const t = performance.now(); const m = new DecisionTree(o).fit(table, labels); const t2 = performance.now(); m.predict(table); console.log(JSON.stringify(o), "fit", (t2 - t).toFixed(0), "predict", (performance.now() - t2).toFixed(0), m.leaves.length); }
  show("speed rules", table, labels);
  show("speed rules all", table, labels, { sample: Infinity });
}, 200000);
