import { constants, createReadStream } from "node:fs";
import { access, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { SegmentryError, type ErrorCode } from "../../index";
import { codeOf } from "../failure";
import type { CliIO } from "../io";
import { abortable } from "./abortable";

export const STDIO = "-";

/** A file to be read once. */
export interface InputFile {
  /** What it is called in messages. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array | string>;
  /** Bytes; undefined where nobody knows. */
  readonly size: number | undefined;
}

/**
 * Opens a file, or stdin.
 *
 * @param onBytes called with the bytes read so far
 * @throws SegmentryError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function openInput(who: string, path: string, io: CliIO, onBytes?: (done: number, total: number | undefined) => void): Promise<InputFile> {
  if (path === STDIO) return { name: "standard input", size: undefined, chunks: counted(abortable(io.stdin, io.signal), undefined, onBytes) };
  const full = resolve(io.cwd, path), size = await checkReadable(who, path, full);
  return { name: path, size, chunks: counted(read(who, path, full, io.signal), size, onBytes) };
}

/**
 * Refuses a file that cannot be read; its size, where it has one.
 *
 * @throws SegmentryError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function checkReadable(who: string, path: string, full: string): Promise<number | undefined> {
  try {
    const found = await stat(full);
    if (found.isDirectory()) throw fileError("FILE_UNREADABLE", who, "a file", `${JSON.stringify(path)}, a directory`);
    await access(full, constants.R_OK);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    throw readError(who, path, error);
  }
}

async function* read(who: string, path: string, full: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(full, { signal })) yield chunk as Uint8Array;
  } catch (error) {
    throw signal?.aborted ? signal.reason : readError(who, path, error);
  }
}

async function* counted<T extends Uint8Array | string>(chunks: AsyncIterable<T>, size: number | undefined, onBytes: ((done: number, total: number | undefined) => void) | undefined): AsyncGenerator<T> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.length;
    onBytes?.(done, size);
    yield chunk;
  }
}

function readError(who: string, path: string, error: unknown): unknown {
  const code = codeOf(error), shown = JSON.stringify(path);
  if (error instanceof SegmentryError || code === undefined) return error;
  if (code === "ENOENT" || code === "ENOTDIR") return fileError("FILE_NOT_FOUND", who, "a file that exists", shown, "check the path");
  if (code === "EACCES" || code === "EPERM") return fileError("FILE_UNREADABLE", who, "a file that may be read", `${shown}, which may not`, "check its permissions");
  return fileError("FILE_UNREADABLE", who, "a file that can be read", `${shown} (${(error as Error).message})`);
}

function fileError(code: ErrorCode, who: string, rule: string, found: string, remedy?: string): SegmentryError {
  return new SegmentryError(code, who, rule, found, remedy);
}
