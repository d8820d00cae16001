import type { ColumnKind } from "segmentry";
import type { Groups, GroupSign, OrderChoice } from "../worker/protocol";

/** What the code needs to know of how the file was read. */
export interface Reading {
  readonly file: string;
  readonly model: string;
  readonly schema: Readonly<Record<string, ColumnKind>>;
  readonly commas: Groups;
  readonly orders: OrderChoice | null;
  readonly reference: string | null;
}

const plain = (value: object): string => JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ").replaceAll(/"([A-Za-z_$][\w$]*)":/g, "$1:");

/** Locales whose numbers have a decimal comma and this sign between groups: none has apostrophes. */
const LOCALES: Readonly<Record<GroupSign, string | null>> = { ".": "de", " ": "fr", "'": null };

/** Code for Node that reads the model and gives the segments of a file. */
export function snippetOf({ file, model, schema, commas: ofCustomers, orders, reference }: Reading): string {
  const { commas = {}, ...choice } = orders ?? { commas: ofCustomers }, names = Object.keys(commas), used = orders ? "streamCsv" : "readCsv", isParsed = names.length > 0, byLocale = Object.values(commas).every((sign) => LOCALES[sign] !== null);
  const kinds = orders ? schema : { ...schema, ...Object.fromEntries(names.map((name) => [name, "categorical"])) }, stated = Object.keys(kinds).length > 0, stream = `createReadStream(${JSON.stringify(file)})`;
  const head = [
    "// npm install segmentry; save as segments.mjs, then: node segments.mjs",
    `import { createReadStream } from "node:fs";`, `import { readFile } from "node:fs/promises";`,
    `import { ${used} } from "segmentry/csv";`, ...(orders ? [`import { CustomerFeatures } from "segmentry/orders";`] : []), `import { decodeSegmentation${isParsed && !byLocale ? ", decodeWith" : ""} } from "segmentry/predict";`,
    ...(isParsed ? [`import { ${byLocale ? "ColumnParser" : "columnParser"} } from "segmentry/prepare";`] : []), "",
    `const model = decodeSegmentation(await readFile(${JSON.stringify(model)}, "utf8"));`, ...(isParsed ? parserOf(commas, byLocale) : []),
  ];
  const numbersOf = (rows: string): string => `parser${byLocale ? `.fit(${rows})` : ""}.transform(${rows})`, merged = (rows: string): string => `${rows}.map((row, i) => ({ ...row, ...numbers[i] }))`;
  const added = isParsed ? [`for await (const rows of streamCsv(${stream})) {`, `  const numbers = ${numbersOf("rows")}.toRecords();`, `  features.add(${merged("rows")});`, "}"] : [`for await (const rows of streamCsv(${stream})) features.add(rows);`];
  const read = `await readCsv(${stream}${stated ? `, { schema: ${plain(kinds)} }` : ""})`;
  const reading = orders ? [
    `const features = new CustomerFeatures(${plain({ ...choice, badRows: "exclude", reference: reference ?? undefined })});`, ...added,
    `const customers = features.finish().table${stated ? `.withSchema(${plain(kinds)})` : ""};`,
  ] : !isParsed ? [`const customers = ${read};`] : [
    `const texts = ${read};`,
    ...(byLocale ? [`const customers = ${numbersOf("texts")};`] : [`const numbers = ${numbersOf("texts")}.toRecords();`, `const customers = ${merged("texts.toRecords()")};`]),
  ];
  return [...head, ...reading, "const labels = model.predict(customers);", "console.log(labels); // the segment of each customer", ""].join("\n");
}

/** What reads the text of some columns as numbers. */
function parserOf(commas: Groups, byLocale: boolean): string[] {
  const all = Object.entries(commas), columns = Object.fromEntries(all.map(([name, sign]) => [name, { as: "number", locale: LOCALES[sign] }]));
  const note = `// The file has decimal commas; the model wants numbers (1234.56, not "1.234,56"). What is no such number becomes missing.`;
  if (byLocale) return [note, `const parser = new ColumnParser(${plain({ columns, unreadable: "missing" })});`];
  const model = { kind: "ColumnParser", version: 1, columns: all.map(([name]) => ({ name, kind: "categorical", type: "text" })), readings: all.map(([, group]) => ({ as: "number", decimal: ",", group })), unreadable: "missing", missing: [] };
  return [note, `const parser = decodeWith(columnParser)(${plain(model)}, "ColumnParser");`];
}
