// Compiles src/engine/assembly (AssemblyScript) to WebAssembly with SIMD and embeds it in src/engine/wasm.ts, unless that is
// up to date. Without relaxed SIMD and without reordering of floating-point sums: the same bits on every machine.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(import.meta.dirname ?? fileURLToPath(new URL(".", import.meta.url)), "..");
const SOURCES = join(ROOT, "src/engine/assembly"), TARGET = join(ROOT, "src/engine/wasm.ts");
const FLAGS = ["-O3", "--converge", "--runtime", "stub", "--enable", "simd", "--importMemory", "--initialMemory", "1", "--maximumMemory", "65536", "--noAssert", "--use", "abort="];

function fingerprint() {
  const hash = createHash("sha256");
  const sources = readdirSync(SOURCES).filter((name) => name.endsWith(".ts")).sort().map((name) => join(SOURCES, name));
  const version = JSON.parse(readFileSync(join(ROOT, "node_modules/assemblyscript/package.json"), "utf8")).version;
  for (const file of sources) hash.update(readFileSync(file));
  return hash.update(JSON.stringify([FLAGS, version, textOf.toString()])).digest("hex").slice(0, 16);
}

/** The bytes of the compiled engine. */
async function compile() {
  const { default: asc } = await import("assemblyscript/asc");
  const folder = mkdtempSync(join(tmpdir(), "segmentry-engine-")), out = join(folder, "engine.wasm");
  try {
    const { error, stderr } = await asc.main([join(SOURCES, "index.ts"), "-o", out, ...FLAGS]);
    if (error) throw new Error(`the engine does not compile: ${error.message}\n${stderr.toString()}`);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Bytes as printable characters, 88 of the 256 as one and the others as two: one byte stays one place, so that gzip finds in the
 * text what it finds in the bytes (14.1 kB of 38.5; of base64 it makes 20.0). Read by src/engine/text-bytes.ts.
 */
function textOf(bytes) {
  const character = (index) => String.fromCharCode(index < 57 ? index + 35 : index + 36);
  return Array.from(bytes, (byte) => {
    const index = (byte + 10) & 255, escapes = Math.floor(index / 88);
    return (escapes > 0 ? character(87 + escapes) : "") + character(index % 88);
  }).join("");
}

/** Writes src/engine/wasm.ts where it is missing or older than its sources. */
export default async function buildEngine() {
  const key = fingerprint();
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8").includes(`// ${key}\n`)) return;
  const bytes = await compile(), unfinished = `${TARGET}.${process.pid}`;
  writeFileSync(unfinished, `// ${key}\n// Made from src/engine/assembly by scripts/build-engine.mjs.\n\n/** The engine, ${bytes.length} bytes of WebAssembly as text; see scripts/build-engine.mjs. */\nexport const WASM = "${textOf(bytes)}";\n`);
  renameSync(unfinished, TARGET);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEngine();
