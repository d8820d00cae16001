import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLine } from "./packages.mjs";

const FOLDER = join(import.meta.dirname, "..");
const REQUIREMENTS = join(FOLDER, "python", "requirements.txt"), ENVIRONMENT = join(FOLDER, ".venv");
const INSTALLED = join(ENVIRONMENT, "installed.txt"); // the requirements that were installed
const WINDOWS = process.platform === "win32";
const PYTHON = WINDOWS ? join(ENVIRONMENT, "Scripts", "python.exe") : join(ENVIRONMENT, "bin", "python");

/**
 * A virtual environment in bench/.venv with the pinned packages, made where it is not there yet.
 *
 * @returns the command that runs its Python, or the reason why there is none
 */
export function installPython() {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const isInstalled = existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === wanted;
  if (isInstalled && attempt(PYTHON, ["--version"]).ok) return { command: PYTHON };
  const system = ["python3", "python"].find((name) => attempt(name, ["-c", "import sys; sys.exit(sys.version_info < (3,))"]).ok);
  if (system === undefined) return { reason: "no python3 was found; install Python 3.11 or later" };
  console.log("installing the Python contestants into bench/.venv");
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  const made = attempt(system, ["-m", "venv", ENVIRONMENT]);
  if (!made.ok) return { reason: `${system} -m venv failed: ${made.says}; some systems have venv in a package of its own (python3-venv)` };
  const installed = attempt(PYTHON, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]);
  if (!installed.ok) return { reason: `pip install -r bench/python/requirements.txt failed: ${installed.says}` };
  writeFileSync(INSTALLED, wanted);
  return { command: PYTHON };
}

/** The versions of Python and of the packages that are measured. */
export function pythonVersions() {
  return JSON.parse(spawnSync(PYTHON, [join(FOLDER, "python", "versions.py")], { encoding: "utf8" }).stdout);
}

function attempt(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  return { ok: status === 0, says: lastLine(error?.message ?? (stderr.trim() || stdout)) };
}
