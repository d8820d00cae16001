import type { ColumnKind } from "segmentry";
import type { OrderChoice } from "../worker/protocol";

/** What the code needs to know of how the file was read. */
export interface Reading {
  readonly file: string;
  readonly model: string;
  readonly schema: Readonly<Record<string, ColumnKind>>;
  readonly orders: OrderChoice | null;
  readonly reference: string | null;
}

const plain = (value: object): string => JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ").replaceAll(/"([A-Za-z_$][\w$]*)":/g, "$1:");

/** Code for Node that reads the model and gives the segments of a file. */
export function snippetOf({ file, model, schema, orders, reference }: Reading): string {
  const kinds = Object.keys(schema).length > 0 ? `, { schema: ${plain(schema)} }` : "", used = orders ? "streamCsv" : "readCsv";
  const head = [
    "// npm install segmentry; save as segments.mjs, then: node segments.mjs",
    `import { createReadStream } from "node:fs";`, `import { readFile } from "node:fs/promises";`,
    `import { ${used} } from "segmentry/csv";`, ...(orders ? [`import { CustomerFeatures } from "segmentry/orders";`] : []), `import { decodeSegmentation } from "segmentry/predict";`, "",
    `const model = decodeSegmentation(await readFile(${JSON.stringify(model)}, "utf8"));`,
  ];
  const reading = orders ? [
    `const features = new CustomerFeatures(${plain({ ...orders, badRows: "exclude", reference: reference ?? undefined })});`,
    `for await (const rows of streamCsv(createReadStream(${JSON.stringify(file)}))) features.add(rows);`,
    `const customers = features.finish().table${Object.keys(schema).length > 0 ? `.withSchema(${plain(schema)})` : ""};`,
  ] : [`const customers = await readCsv(createReadStream(${JSON.stringify(file)})${kinds});`];
  return [...head, ...reading, "const labels = model.predict(customers);", "console.log(labels); // the segment of each customer", ""].join("\n");
}
