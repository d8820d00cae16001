import { ours, python } from "./rows.mjs";

const ENCODE = { task: "encoding", names: ["GENDER", "COUNTRY", "TRAFFIC_SOURCE", "BRAND", "CATEGORY"] };

export default {
  title: "predict: customers through a whole pipeline; text to codes",
  data: ["customers.csv"],
  notes: [
    "The pipeline: LabelEncoder, StandardScaler, PCA(2), KMeans(5), fitted on 80,061 customers of 7 columns; scikit-learn's has an " +
      "OrdinalEncoder in a ColumnTransformer. One customer is a plain record, in Python too (made a data frame of one row, which its pipeline needs).",
    "Text to codes: ours begins with plain arrays of strings, Python with the series or object arrays of a data frame.",
  ],
  rounds: 9,
  tasks: [
    {
      name: "predict one customer",
      request: { task: "predictOne", calls: 20_000 },
      rows: [ours("segmentry"), ...python("scikit-learn pipeline", { calls: 200 }, { threads: [1] })],
      goal: { atMostMs: 0.02, text: "20 µs" },
    },
    {
      name: "predict 80,061 customers",
      request: { task: "predictMany" },
      rate: { name: "customers/s", count: 80_061 },
      rows: [
        ours("segmentry, from a table", { variant: "table" }),
        ours("segmentry, from plain columns", { variant: "columns" }),
        ours("segmentry, from records", { variant: "records" }),
        ...python("scikit-learn pipeline, from a data frame"),
      ],
      goal: { atMostMs: 80.061, text: "1,000,000 customers/s" },
    },
    {
      name: "encode 80,061 x 5 strings",
      request: ENCODE,
      rows: [
        ours("segmentry"),
        ...python("LabelEncoder, series", { variant: "series" }, { threads: [1] }),
        ...python("LabelEncoder, objects", { variant: "objects" }, { threads: [1] }),
        ...python("pandas.factorize(sort=True)", { variant: "factorize" }, { threads: [1] }),
      ],
      agree: { same: ["codes"] },
      goal: { ratio: 1 },
    },
  ],
};
