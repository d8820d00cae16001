// Whether the service does what its own document says: the document is valid OpenAPI 3.1, and schemathesis finds no answer that
// it does not describe, no wrong request that is taken and no right one that is refused; open, and behind tokens:
// npm run check:openapi [-- --examples N] [--seed S]
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { fitOdd, fitSample } from "./fuzz/targets.mjs";
import { makeEnvironment } from "./python.mjs";
import { get, once } from "./raw-http.mjs";
import { Service } from "./service.mjs";
import { addToSummary, Checks, expect, inTemporaryDirectory, ROOT, run } from "./tools.mjs";

const { values: options } = parseArgs({ options: { examples: { type: "string", default: "10" }, seed: { type: "string", default: "1" } } });
const REQUIREMENTS = join(ROOT, "scripts", "http-requirements.txt"), ENVIRONMENT = join(ROOT, "scripts", ".venv");
/** Too many customers are refused with 413, which schemathesis does not take for a refusal by itself. */
const REFUSALS = [400, 401, 403, 404, 405, 406, 413, 415, 422, 428, 503];
const SHOWN = 6000;

async function main(directory, python) {
  const checks = new Checks(), sample = fitSample(directory), odd = fitOdd(directory), models = [`sample=${sample}`, `odd=${odd}`];
  const tokens = Object.fromEntries(["token", "adminToken"].map((name) => [name, randomBytes(16).toString("hex")]));
  for (const [name, token] of Object.entries(tokens)) writeFileSync(join(directory, name), token);
  const withTokens = ["--token-file", join(directory, "token"), "--admin-token-file", join(directory, "adminToken")];
  for (const [name, further, config] of [["open", [], ""], ["behind tokens", withTokens, authOf(tokens)]]) {
    const service = await Service.serve(models[0], { options: [models[1], "--log", "warn", ...further] }), folder = join(directory, name.replaceAll(" ", "-"));
    try {
      await checks.check(`the document, ${name}`, () => checkDocument(service, python, `${folder}.json`, config === "" ? {} : { authorization: `Bearer ${tokens.token}` }));
      // With badRows=empty wrong customers are answered with 200, as they must be: that is left to the open service, and wrong bodies to the other.
      const isOpen = config === "";
      writeFileSync(`${folder}.toml`, `${isOpen ? "" : '[parameters]\n"query.badRows" = "error"\n\n'}${config}[checks.negative_data_rejection]\nexpected-statuses = [${REFUSALS.join(", ")}]\n`);
      await checks.check(`schemathesis, ${name}`, () => schemathesis(python, service, folder, isOpen ? ["--exclude-checks", "negative_data_rejection"] : []));
      await checks.check(`the process after that, ${name}`, async () => {
        const health = await once(service.port, get("/health"));
        expect(service.isRunning && health?.status === 200, `running: ${service.isRunning}, health ${health?.status}`);
      });
    } finally {
      await service.stop();
    }
  }
  checks.finish();
}

const authOf = (tokens) => Object.entries(tokens).map(([name, token]) => `[auth.openapi.${name}]\nbearer = "${token}"\n\n`).join("");

async function checkDocument(service, python, file, headers) {
  const answer = await once(service.port, get("/openapi.json", headers));
  expect(answer?.status === 200, `/openapi.json is answered with ${answer?.status}`);
  writeFileSync(file, answer.body);
  const printed = run(python, ["-m", "openapi_spec_validator", "--schema", "3.1.0", file]), { openapi, paths } = JSON.parse(answer.body);
  expect(openapi.startsWith("3.1") && printed.trim().endsWith("OK"), printed);
  return `OpenAPI ${openapi}, ${Object.keys(paths).length} paths, valid`;
}

/** Asks what schemathesis thinks of; throws with what it found. */
async function schemathesis(python, service, folder, further) {
  const { code, printed } = await started(python, [
    "-m", "schemathesis.cli", "--config-file", `${folder}.toml`, "run", `${folder}.json`, "--url", `http://127.0.0.1:${service.port}`, "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful",
    "--max-examples", options.examples, "--seed", options.seed, "--generation-database", "none", "--no-color", "--output-truncate", "true", ...further,
  ], dirname(folder)); // where it leaves its cache
  const lines = printed.split("\n").map((line) => (line.length > 300 ? `${line.slice(0, 300)}...` : line)), text = lines.join("\n");
  expect(code === 0, `${text.length > SHOWN ? `${text.slice(0, SHOWN / 2)}\n[...]\n${text.slice(-SHOWN / 2)}` : text}`);
  const of = (pattern) => pattern.exec(printed)?.[1] ?? "?";
  return `${of(/Tested: (\d+)/)} operations, ${of(/([\d,]+) generated/)} requests in ${of(/in ([\d.]+)s =*\s*$/)} s, nothing found; seed ${options.seed}`;
}

function started(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, PYTHONUTF8: "1" } });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (printed += text));
    child.once("error", reject).once("close", (code) => resolve({ code, printed }));
  });
}

const { command, reason } = makeEnvironment(ENVIRONMENT, REQUIREMENTS, "schemathesis");
if (command !== undefined) await inTemporaryDirectory((directory) => main(directory, command));
else {
  console.log(`${process.env.CI === "true" ? "not ok" : "skipped"}: ${reason}`);
  if (process.env.CI === "true") {
    addToSummary({ failed: 1 });
    process.exitCode = 1;
  } else addToSummary({ skipped: [{ name: "the service by its OpenAPI document", reason }] });
}
