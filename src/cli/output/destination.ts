import { constants, type Stats } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { SegmentryError } from "../../index";
import { codeOf } from "../failure";
import { STDIO } from "../input/file";
import type { CliIO } from "../io";

/** Where an output goes: `replace` is written beside the file and moved there when all is done. */
export interface Destination {
  /** As the caller named it. */
  readonly path: string;
  /** Absolute, symbolic links followed. */
  readonly full: string;
  readonly kind: "stdout" | "replace" | "direct";
  /** The permissions of the file that it replaces. */
  readonly mode: number | undefined;
}

/**
 * Finds out that an output can be written, without writing anything.
 *
 * @throws SegmentryError `FILE_UNWRITABLE`
 */
export async function findDestination(who: string, path: string, io: CliIO): Promise<Destination> {
  if (path === STDIO) return { path, full: path, kind: "stdout", mode: undefined };
  const found = await statOf(resolve(io.cwd, path)), full = await realpathOf(resolve(io.cwd, path));
  if (found?.isDirectory()) throw unwritable(who, path, "a directory");
  try {
    if (found) await access(full, constants.W_OK);
    // With a slash at its end, so that a file in the place of the folder is refused.
    if (!found || found.isFile()) await access(`${dirname(full)}${sep}`, constants.W_OK);
  } catch (error) {
    const absent = codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
    throw absent ? unwritable(who, path, "its folder does not exist", "create the folder first") : unwritable(who, path, "no permission to write there");
  }
  // A device or a pipe is written to, never replaced.
  return { path, full, kind: !found || found.isFile() ? "replace" : "direct", mode: found && found.mode & 0o777 };
}

async function statOf(full: string): Promise<Stats | undefined> {
  return stat(full).catch(() => undefined);
}

const realpathOf = (full: string): Promise<string> => realpath(full).catch(() => full);

/** Refuses an output that is one of the inputs, or another output. */
export async function refuseSame(who: string, destinations: readonly Destination[], inputs: readonly string[], io: CliIO): Promise<void> {
  const read = await Promise.all(inputs.filter((path) => path !== STDIO).map((path) => realpathOf(resolve(io.cwd, path))));
  for (const [i, { path, full, kind }] of destinations.entries()) {
    if (read.includes(full) && kind === "replace") throw unwritable(who, path, "the file that it reads", "write to another file");
    if (kind !== "direct" && destinations.findIndex((other) => other.full === full) < i) throw unwritable(who, path, "the same for two outputs", "give each output a file of its own");
  }
}

export function unwritable(who: string, path: string, why: string, remedy?: string): SegmentryError {
  return new SegmentryError("FILE_UNWRITABLE", who, "an output that can be written", `${JSON.stringify(path)}: ${why}`, remedy);
}
