import { randomBytes } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../failure";
import type { CliIO } from "../io";
import { unwritable, type Destination } from "./destination";

/** One output: nobody sees it before `commit`, nothing is left of it after `discard`. */
export class OutputFile {
  readonly #destination: Destination;
  readonly #temporary: string;
  #handle: FileHandle | undefined;

  constructor(private readonly who: string, destination: Destination, private readonly io: CliIO) {
    const { full } = destination;
    this.#destination = destination;
    this.#temporary = join(dirname(full), `.${basename(full).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
  }

  /** Appends some text. */
  async write(text: string): Promise<void> {
    if (this.#destination.kind === "stdout") await this.io.stdout.write(text);
    else await this.#refusing(async () => (await this.#open()).writeFile(text));
  }

  /** All is written. */
  async close(): Promise<void> {
    if (this.#destination.kind === "stdout") return;
    await this.#refusing(async () => (await this.#open()).close());
    this.#handle = undefined;
  }

  /** Puts the file in its place. */
  async commit(): Promise<void> {
    if (this.#destination.kind === "replace") await this.#refusing(() => rename(this.#temporary, this.#destination.full));
  }

  async discard(): Promise<void> {
    await this.#handle?.close().catch(() => undefined);
    this.#handle = undefined;
    if (this.#destination.kind === "replace") await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #open(): Promise<FileHandle> {
    const { kind, full, mode } = this.#destination;
    return (this.#handle ??= kind === "direct" ? await open(full, "w") : await open(this.#temporary, "wx", mode));
  }

  async #refusing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // That whoever reads a pipe has enough is no failure.
      if (codeOf(error) === undefined || codeOf(error) === "EPIPE") throw error;
      throw unwritable(this.who, this.#destination.path, (error as Error).message);
    }
  }
}
