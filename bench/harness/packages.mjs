import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..");
const LOCK = join(FOLDER, "package-lock.json");

/** Installs the packages of npm that are measured where they are missing or older than their lock file. Gives a reason where it cannot. */
export const installPackages = () => installFrom(FOLDER, "the JavaScript contestants into bench/node_modules");

/** Installs what the lock file of a folder says, where it is missing or older. Gives a reason where it cannot. */
export function installFrom(folder, what) {
  const lock = join(folder, "package-lock.json"), installed = join(folder, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return {};
  console.log(`installing ${what}`);
  const args = ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stderr, error } = spawnSync("npm", args, { encoding: "utf8", shell: process.platform === "win32" });
  return status === 0 ? {} : { reason: `npm ci failed: ${lastLine(error?.message ?? stderr)}` };
}

/** The version of each package that is measured. */
export function packageVersions() {
  const { dependencies } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  const { packages } = JSON.parse(readFileSync(LOCK, "utf8"));
  return Object.fromEntries(Object.keys(dependencies).map((name) => [name, packages[`node_modules/${name}`].version]));
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
