import { SegmentryError } from "../index";
import type { CliIO } from "./io";
import { plain } from "./terminal/plain";
import { UsageError } from "./usage";
import { inCliWords } from "./words";

/** What to say of an error, and the exit code for it: 1 where data, a model or a file was refused, 2 for wrong usage. */
export interface Failure {
  readonly exitCode: number;
  readonly text: string;
}

/** @param command the words that the command is called by, for the hint at its help */
export function failureOf(error: unknown, { signal }: CliIO, command: string): Failure {
  if (error instanceof UsageError) return { exitCode: 2, text: `error: ${plain(error.message)} [USAGE]\nsee ${command} --help\n` };
  if (error instanceof SegmentryError) return { exitCode: 1, text: `error: ${plain(inCliWords(error.message))} [${error.code}]\n` };
  if (signal?.aborted && isAbort(error, signal)) return { exitCode: 1, text: "stopped: no file was written\n" };
  // Whoever reads our output has enough of it, as `head` does.
  if (codeOf(error) === "EPIPE") return { exitCode: 0, text: "" };
  return { exitCode: 1, text: ofSystem(error) ?? unexpected(error) };
}

/** Writes what there is to say; where nobody reads stderr any more, nobody is left to be told. */
export async function tell({ stderr }: CliIO, text: string): Promise<void> {
  try {
    if (text) await stderr.write(text);
  } catch {
    return;
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}

/** What the system refuses a stream of the process, such as a full disk behind stdout. */
function ofSystem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error)) return undefined;
  return `error: ${plain(error.message)} [${error.syscall === "read" ? "FILE_UNREADABLE" : "FILE_UNWRITABLE"}]\n`;
}

function unexpected(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = process.env["SEGMENTRY_DEBUG"] === "1" && error instanceof Error ? `${error.stack}\n` : "";
  return `error: unexpected: ${plain(message)}; please report it\n${stack}`;
}

/** The code of an error of Node, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
