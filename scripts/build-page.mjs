// Bundles the script and the style of the report's page into src/page/assets.ts, with the hashes by which the page's policy
// knows them. It takes a tenth of a second, so it is done anew each time; the file is written where it changes.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname ?? fileURLToPath(new URL(".", import.meta.url)), "..");
const TARGET = join(ROOT, "src/page/assets.ts");

/** The text of an entry with all that it imports, as it may stand within its element in HTML. */
async function bundle(entry, end) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)], absWorkingDir: ROOT, bundle: true, minify: true, format: "iife", platform: "browser",
    target: "es2022", legalComments: "none", write: false, logLevel: "error", outdir: "out",
  });
  const text = outputFiles[0].text.trim();
  // Elsewhere a hash would be that of other bytes than the browser sees.
  if (/<!--|<script/i.test(text) || text.includes("\r") || text.toLowerCase().includes(end)) throw new Error(`${entry} holds what would end or change its element in HTML`);
  return text;
}

const sha256 = (text) => createHash("sha256").update(text).digest("base64");

/** Writes src/page/assets.ts where it is missing or differs from what its sources give. */
export default async function buildPage() {
  const [script, style] = await Promise.all([bundle("src/page/browser/main.ts", "</script"), bundle("src/page/style/page.css", "</style")]);
  const constants = { SCRIPT: script, SCRIPT_HASH: sha256(script), STYLE: style, STYLE_HASH: sha256(style) };
  const text = `// Made from src/page/browser and src/page/style by scripts/build-page.mjs.\n\n${Object.entries(constants).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`).join("")}`;
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8") === text) return;
  const unfinished = `${TARGET}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, TARGET);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
