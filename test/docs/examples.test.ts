import { readdirSync, readFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import * as nodeHttp from "node:http";
import { join } from "node:path";
import * as stream from "node:stream";
import * as streamPromises from "node:stream/promises";
import * as streamWeb from "node:stream/web";
import { format } from "node:util";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as cli from "../../src/cli";
import Fastify from "fastify";
import * as csv from "../../src/csv";
import * as evaluate from "../../src/evaluate";
import * as fastifyLeaf from "../../src/http";
import * as http from "../../src/service";
import * as explore from "../../src/explore";
import * as insights from "../../src/insights";
import * as main from "../../src";
import * as orders from "../../src/orders";
import * as prepare from "../../src/prepare";
import * as predict from "../../src/predict";
import * as report from "../../src/report-page";
import { findSegmentsAsync, fitAsync, segmentAsync } from "../workers/support";

const ROOT = join(import.meta.dirname, "../..");
const MODULES: Record<string, object> = { "node:fs/promises": fs, "node:http": nodeHttp, "node:stream": stream, "node:stream/promises": streamPromises, "node:stream/web": streamWeb, segmentry: main, "segmentry/predict": predict, "segmentry/csv": csv, "segmentry/orders": orders, "segmentry/explore": explore, "segmentry/evaluate": evaluate, "segmentry/insights": insights, "segmentry/report": report, "segmentry/prepare": prepare, "segmentry/cli": cli, "segmentry/http": http, "segmentry/fastify": fastifyLeaf, fastify: { default: Fastify }, "segmentry/workers": { findSegmentsAsync, fitAsync, segmentAsync } };

/** An example, with the output that its comments promise: `console.log(x); // output`, or on the lines below. */
interface Example { where: string; code: string; promised: string[] }

function examplesIn(file: string): Example[] {
  const source = readFileSync(join(ROOT, file), "utf8"), isDoc = file.endsWith(".md");
  const blocks = [...source.matchAll(isDoc ? /^```ts\n([^]*?)^```/gm : /^ *\* ```ts\n([^]*?)^ *\* ```/gm)];
  return blocks.map((match) => {
    const code = isDoc ? match[1]! : match[1]!.replace(/^ *\* ?/gm, "");
    return { where: `${file}:${source.slice(0, match.index).split("\n").length}`, code, promised: promises(code) };
  });
}

function promises(code: string): string[] {
  const lines = code.split("\n"), promised: string[] = [];
  lines.forEach((line, i) => {
    if (!/console\.log\(/.test(line)) return;
    const same = /\);\s*\/\/ (.*)$/.exec(line)?.[1];
    const below: string[] = [];
    for (let at = i + 1; at < lines.length && /^\s*\/\/ ?/.test(lines[at]!); at++) below.push(lines[at]!.replace(/^\s*\/\/ ?/, ""));
    promised.push(same ?? below.join("\n"));
  });
  return promised;
}

async function run(code: string): Promise<string[]> {
  const plain = code.replace(/^import (\w+) from/gm, "import { default as $1 } from").replace(/^import (\{[^}]*\}) from "([^"]+)";$/gm, (_, names: string, from: string) => {
    if (!MODULES[from]) throw new Error(`an example imports ${from}, which the test does not know`);
    return `const ${names.replace(/\btype \w+,?/g, "").replace(/ as /g, ": ")} = modules["${from}"];`;
  });
  const { outputText } = ts.transpileModule(`(async () => {\n${plain}\n})`, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None } });
  const printed: string[] = [];
  const log = (...values: unknown[]): void => void printed.push(format(...values));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  await (new Function("modules", "console", `return ${outputText}`)(MODULES, { log }) as () => Promise<void>)();
  return printed;
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
}

const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => `src/${name}`);
const docs = ["README.md", ...readdirSync(join(ROOT, "docs"), { encoding: "utf8" }).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];

describe("examples", () => {
  for (const { where, code, promised } of [...sources, ...docs].flatMap(examplesIn)) {
    it(`${where} runs, and prints what it promises`, async () => {
      process.chdir(ROOT);
      const printed = await run(code);
      promised.forEach((promise, i) => {
        if (promise !== "") expect(squeeze(printed[i] ?? "")).toBe(squeeze(promise));
      });
    });
  }

  it("all examples compile in strict mode", () => {
    const examples = new Map([...sources, ...docs].flatMap(examplesIn).map(({ where, code }, i) => [join(ROOT, "test", "docs", `example-${i}.ts`), { where, code: `${code}\nexport {};` }]));
    const paths = { segmentry: ["src/index.ts"], "segmentry/predict": ["src/predict.ts"], "segmentry/csv": ["src/csv.ts"], "segmentry/orders": ["src/orders.ts"], "segmentry/explore": ["src/explore.ts"], "segmentry/prepare": ["src/prepare.ts"], "segmentry/evaluate": ["src/evaluate.ts"], "segmentry/insights": ["src/insights.ts"], "segmentry/report": ["src/report-page.ts"], "segmentry/cli": ["src/cli/index.ts"], "segmentry/http": ["src/service.ts"], "segmentry/fastify": ["src/http/index.ts"], "segmentry/workers": ["src/workers/index.ts"] };
    const options = { ...compilerOptions(), paths, baseUrl: ROOT, noUnusedLocals: false };
    const host = ts.createCompilerHost(options), read = host.readFile.bind(host), exists = host.fileExists.bind(host), source = host.getSourceFile.bind(host);
    host.fileExists = (file) => examples.has(file) || exists(file);
    host.readFile = (file) => examples.get(file)?.code ?? read(file);
    host.getSourceFile = (file, language, ...rest) => {
      const example = examples.get(file);
      return example ? ts.createSourceFile(file, example.code, language) : source(file, language, ...rest);
    };
    const program = ts.createProgram([...examples.keys(), join(ROOT, "src/math/seedrandom.d.ts")], options, host);
    const errors = [...examples.entries()].flatMap(([file, { where }]) =>
      [...program.getSyntacticDiagnostics(program.getSourceFile(file)), ...program.getSemanticDiagnostics(program.getSourceFile(file))].map(({ messageText }) => `${where}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`));
    expect(errors).toEqual([]);
  });

  it("every public class and function has an example, and every public symbol a description", () => {
    const entries = ["index", "predict", "workers/index"].map((name) => join(ROOT, "src", `${name}.ts`));
    const options = compilerOptions();
    const program = ts.createProgram(entries, options), checker = program.getTypeChecker(), bare: string[] = [];
    for (const entry of entries) {
      for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)) {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        const typeOnly = exported.declarations?.some((one) => ts.isExportSpecifier(one) && (one.isTypeOnly || one.parent.parent.isTypeOnly));
        const isValue = !typeOnly && symbol.flags & ts.SymbolFlags.Value, hasExample = symbol.getJsDocTags(checker).some(({ name }) => name === "example");
        if (symbol.getDocumentationComment(checker).length === 0 || (isValue && !hasExample)) bare.push(symbol.name);
      }
    }
    expect(bare).toEqual([]);
  });
});
