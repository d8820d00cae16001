// Virtual environments of Python with pinned packages, for what is measured and checked beside this package.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./tools.mjs";

const VERSIONS = "import json, platform, sys; from importlib.metadata import version; print(json.dumps({'python': platform.python_version(), **{name: version(name) for name in sys.argv[1:]}}))";

/**
 * A virtual environment in a folder with the packages that a file pins, made where it is not there yet.
 *
 * @returns the command that runs its Python, or the reason why there is none
 */
export function makeEnvironment(folder, requirements, what) {
  const python = process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
  const wanted = readFileSync(requirements, "utf8"), installed = join(folder, "installed.txt"); // the requirements that were installed
  const isInstalled = existsSync(installed) && readFileSync(installed, "utf8") === wanted;
  if (isInstalled && attempt(python, ["--version"]).ok) return { command: python };
  const system = ["python3", "python"].find((name) => attempt(name, ["-c", "import sys; sys.exit(sys.version_info < (3,))"]).ok);
  if (system === undefined) return { reason: "no python3 was found; install Python 3.11 or later" };
  console.log(`installing ${what} into ${relative(ROOT, folder)}`);
  rmSync(folder, { recursive: true, force: true });
  const made = attempt(system, ["-m", "venv", folder]);
  if (!made.ok) return { reason: `${system} -m venv failed: ${made.says}; some systems have venv in a package of its own (python3-venv)` };
  const result = attempt(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  if (!result.ok) return { reason: `pip install -r ${relative(ROOT, requirements)} failed: ${result.says}` };
  writeFileSync(installed, wanted);
  return { command: python };
}

/** The versions of Python and of the packages that a file pins. */
export function versionsIn(python, requirements) {
  const names = readFileSync(requirements, "utf8").split(/\s+/).filter(Boolean).map((line) => line.replace(/[[=].*/, ""));
  return JSON.parse(spawnSync(python, ["-c", VERSIONS, ...names], { encoding: "utf8" }).stdout);
}

function attempt(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  return { ok: status === 0, says: (error?.message ?? (stderr.trim() || stdout)).trim().split("\n").at(-1) ?? "" };
}
