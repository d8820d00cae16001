import { execFileSync } from "node:child_process";
import { join } from "node:path";

const PROCESSES = join(import.meta.dirname, "..", "processes");

/** What a script of bench/processes prints, as JSON, in a process of its own; its peak memory is its alone. */
export function inProcess(script, request) {
  const printed = execFileSync(process.execPath, [join(PROCESSES, script), JSON.stringify(request)], { encoding: "utf8", maxBuffer: 2 ** 24 });
  return JSON.parse(printed.trim().split("\n").at(-1));
}
