import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { makeEnvironment } from "../../scripts/python.mjs";

const FOLDER = join(import.meta.dirname, "..");
let python;

/** The command that runs Python with the pinned packages of bench/python/requirements.txt, or the reason why there is none. */
export function installPython() {
  const made = makeEnvironment(join(FOLDER, ".venv"), join(FOLDER, "python", "requirements.txt"), "the Python contestants");
  python = made.command;
  return made;
}

/** The versions of Python and of the packages that are measured. */
export function pythonVersions() {
  return JSON.parse(spawnSync(python, [join(FOLDER, "python", "versions.py")], { encoding: "utf8" }).stdout);
}
