// The models whose services are asked: that of the sample, and one whose columns have every type and names to stumble over.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { segment } from "../../dist/index.js";
import { decodeSegmentation } from "../../dist/predict.js";
import { get, once } from "../raw-http.mjs";
import { Service } from "../service.mjs";
import { ROOT, run } from "../tools.mjs";
import { Choices } from "./choices.mjs";
import { Oracle } from "./oracle.mjs";

/** Writes the model of the sample as a file. */
export function fitSample(directory, k = 5) {
  const file = join(directory, `sample-${k}.json`);
  run(process.execPath, [join(ROOT, "dist", "bin.js"), "fit", join(ROOT, "examples", "data", "customers.csv"), "-o", file, "--seed", "222", "--quiet", ...(k === 5 ? [] : ["--k", String(k), "--quick"])]);
  return file;
}

/** Writes a model of made customers as a file. */
export function fitOdd(directory) {
  const choices = new Choices(7, 0), file = join(directory, "odd.json"), sources = ["Search", "mail/post", "~", "__proto__", 'a "quoted" one', "Ölmühle 🛢️"];
  const customers = Array.from({ length: 400 }, (_, i) => {
    const group = i % 3;
    return {
      constructor: 20 + 20 * group + choices.from(0, 9), "a/b~c %": sources[2 * group + choices.below(2)], "is VIP?": choices.chance(0.1 + 0.4 * group),
      "größe 🛍️": choices.chance(0.05) ? null : 1000 * choices.random() ** 3, "first order": new Date(1.5e12 + group * 3e10 + choices.below(1e9)), '"': choices.chance(0.05) ? null : ["x", "y", "z"][choices.below(3)],
    };
  });
  writeFileSync(file, JSON.stringify(segment(customers, { k: 3, seed: 1 }).model));
  return file;
}

/** A service of a model, and what it must answer. */
export async function startTarget(name, file, options) {
  const service = await Service.serve(file, options);
  return Object.assign(await targetOf(service, file), { name });
}

export async function targetOf(service, file) {
  const model = decodeSegmentation(readFileSync(file, "utf8"));
  const read = async (path) => {
    const answer = await once(service.port, get(path));
    if (answer?.status !== 200) throw new Error(`GET ${path} is answered with ${answer?.status} ${answer?.body}`);
    return JSON.parse(answer.body);
  };
  const { columns, similar } = await read("/model"), { segments } = await read("/segments");
  return { service, oracle: new Oracle(model, columns, segments.map(({ name }) => name)), hasSimilar: similar !== null };
}
