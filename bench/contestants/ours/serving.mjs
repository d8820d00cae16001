import { KMeans, LabelEncoder, PCA, Pipeline, StandardScaler, Table } from "../../../dist/index.js";
import { Stopwatch } from "../stopwatch.mjs";
import { customerRecords, customers, customerTable } from "./inputs.mjs";

let kept;

/** What a service would hold: from customers to segments. */
function pipeline() {
  const stages = [new LabelEncoder(), new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 5, nInit: 1, seed: 1 })];
  return kept ??= new Pipeline(stages).fit(customerTable());
}

/** Mean time of one customer, a plain record, asked about alone. */
export function predictOne({ calls }) {
  const model = pipeline(), asked = customerRecords().slice(0, calls).map((record) => [record]);
  const watch = new Stopwatch();
  for (const one of asked) model.predict(one);
  return { ms: watch.ms / calls };
}

/** All customers at once: from a table, from plain columns or from records. */
export function predictMany({ variant }) {
  const model = pipeline(), from = INPUTS[variant]();
  const watch = new Stopwatch();
  model.predict(from());
  return { ms: watch.ms };
}

/** What is there before the time is taken, and what is made within it. */
const INPUTS = {
  table: () => customerTable,
  columns: () => {
    const columns = customers();
    return () => Table.fromColumns(columns);
  },
  records: () => customerRecords,
};
