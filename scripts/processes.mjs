// What the system tells of processes. Linux alone has it in files; elsewhere there are no figures.
import { readdirSync, readFileSync } from "node:fs";

/** A process and all below it. */
export function treeOf(root) {
  const children = new Map();
  for (const name of list("/proc").filter((one) => /^\d+$/.test(one))) {
    const parent = Number(/^\S+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid) => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

/** Bytes that a process and all below it hold (VmRSS), or held at most (VmHWM), each by itself. */
export const memoryOf = (root, field = "VmRSS") => treeOf(root).reduce((sum, pid) => sum + 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(read(`/proc/${pid}/status`))?.[1] ?? 0), 0);

/** How many files and sockets a process has open. */
export const openFilesOf = (pid) => list(`/proc/${pid}/fd`).length;

/** Processor time of a process and all below it, in milliseconds. */
export function processorTimeOf(root) {
  return treeOf(root).reduce((sum, pid) => {
    const fields = read(`/proc/${pid}/stat`).split(") ").at(-1).split(" ");
    return sum + 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)); // ticks of 1/100 s
  }, 0);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended
  }
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
