import { readFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { packageVersions } from "./packages.mjs";
import { pythonVersions } from "./python.mjs";

/** What ran where, in lines. */
export function describeMachine({ withPython }) {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8"));
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus()[0].model.trim()}, ${cpus().length} cores, ${gigabytes} GiB, ${platform()} ${release()} ${arch()}`,
    `segmentry ${version}, Node ${process.versions.node}; ${list(packageVersions())}`,
    withPython ? capitalised(list(pythonVersions())) : "without Python",
  ];
}

/** Processor time of all processes and in all, of all cores, in milliseconds. */
export function processorTime() {
  const times = cpus().flatMap(({ times }) => Object.entries(times)), sum = (entries) => entries.reduce((total, [, ms]) => total + ms, 0);
  return { busy: sum(times.filter(([name]) => name !== "idle")), all: sum(times) };
}

const list = (versions) => Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ");
const capitalised = (text) => text[0].toUpperCase() + text.slice(1);
