// What the scripts that check the package share.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Appends to the file that .ci/run adds up, if there is one. */
export function addToSummary({ passed = 0, failed = 0, skipped = [] }) {
  if (process.env.TEST_SUMMARY) appendFileSync(process.env.TEST_SUMMARY, `${JSON.stringify({ passed, failed, skipped })}\n`);
}

/** Runs a command to its end; throws with all that it printed when it fails. */
export function run(command, args, { cwd = ROOT, env = {} } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")} ended with ${status ?? signal}\n${stdout}${stderr}`);
  return stdout;
}

/** A directory of its own for `use`, deleted afterwards. */
export async function inTemporaryDirectory(use) {
  const directory = mkdtempSync(join(tmpdir(), "segmentry-"));
  try {
    return await use(directory);
  } finally {
    // What a browser leaves behind may still be written to.
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Writes files of the given paths and texts below a directory. */
export function writeFiles(directory, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** Packs this package as `npm publish` would, its build included. */
export function pack(directory) {
  run("npm", ["pack", "--pack-destination", directory]);
  return findTarball(directory);
}

export const findTarball = (directory) => join(directory, readdirSync(directory).find((name) => name.endsWith(".tgz")) ?? "");

/** An empty project that has installed the tarball, without running install scripts. */
export function installInto(directory, tarball) {
  writeFiles(directory, { "package.json": JSON.stringify({ name: "consumer", private: true }) });
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", tarball], { cwd: directory });
}

/** Runs checks one by one, prints each with what it measured and tells whether it held; a check throws where it fails. */
export class Checks {
  #passed = 0;
  #failed = 0;

  async check(name, measure) {
    try {
      const measured = await measure();
      this.#passed++;
      console.log(`ok     ${name}${measured ? `: ${measured}` : ""}`);
      return true;
    } catch (error) {
      this.#failed++;
      console.log(`not ok ${name}: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  }

  /** Says how it went; the process ends with 1 where anything failed. */
  finish() {
    console.log(`\n${this.#passed} ok, ${this.#failed} not ok`);
    addToSummary({ passed: this.#passed, failed: this.#failed });
    if (this.#failed > 0) process.exitCode = 1;
  }
}

/** Throws unless the condition holds. */
export function expect(condition, message) {
  if (!condition) throw new Error(message);
}
