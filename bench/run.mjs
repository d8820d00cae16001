// npm run bench [-- NAME]: runs one benchmark, or all of them. 
import { readdirSync } from "node:fs";

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".bench.mjs")).map((name) => name.slice(0, -".bench.mjs".length));
const asked = process.argv.slice(2), unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(", ")}; there are ${names.join(", ")}`);
console.log(`node ${process.version}, ${process.platform} ${process.arch}`);
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n== ${name}`);
  await (await import(`./${name}.bench.mjs`)).default();
}
