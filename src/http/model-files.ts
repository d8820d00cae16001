import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { OF_ROWS } from "../contract/rows";
import { readCsv } from "../csv";
import { SegmentryError, show, type ErrorCode } from "../errors";
import type { ModelRegistry } from "../service/registry";

/** A model in a file, as `segmentry fit` writes it. */
export interface ModelFile {
  /** The path of the model's JSON. */
  readonly file: string;
  /** The path of a CSV of customers, plain or gzip, among whom similar ones are found. */
  readonly customers?: string | undefined;
  /** What the version is called. Default: the first 12 digits of the SHA-256 of its JSON. */
  readonly version?: string | undefined;
}

/** What is said of model files: nothing of customers. */
export interface FilesLog {
  readonly loaded: (name: string, version: string) => void;
  readonly refused: (name: string, error: unknown) => void;
}

/** A model of a hundred segments over a hundred columns, with its sample, has some megabytes. */
const MOST_BYTES = 256 * 2 ** 20;

/** Models that are read from files, and read anew when those change. */
export class ModelFiles {
  /** How each file was when it was last read. */
  readonly #states = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  /** Reads one after the other: one that began earlier would else put an older file in the place of a newer. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly registry: ModelRegistry, private readonly files: Readonly<Record<string, ModelFile>>, private readonly log: FilesLog) {}

  /** Reads all; the first that is refused is thrown. Those that are not refused take their places. */
  async load(): Promise<void> {
    let first: Error | undefined;
    for (const name of Object.keys(this.files)) {
      try {
        await this.#read(name);
      } catch (error) {
        this.log.refused(name, error);
        first ??= error as Error;
      }
    }
    if (first !== undefined) throw first;
  }

  /** Looks every so many milliseconds whether a file has changed. By its state, as events are not told of files in containers and on other machines. */
  watch(everyMs: number): void {
    this.#timer = setInterval(() => void this.#look(), everyMs);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    for (const [name, file] of Object.entries(this.files)) {
      const state = await stateOf(file);
      if (state === this.#states.get(name)) continue;
      await this.#read(name).catch((error: unknown) => this.log.refused(name, error));
    }
    this.#isLooking = false;
  }

  #read(name: string): Promise<void> {
    const reading = this.#last.then(() => this.#readNow(name));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  async #readNow(name: string): Promise<void> {
    const { file, customers, version } = this.files[name]!;
    this.#states.set(name, await stateOf(this.files[name]!));
    const model = await readText(file), table = customers === undefined ? undefined : await readTable(customers);
    try {
      const entry = await this.registry.set(name, { model, version, customers: table });
      this.log.loaded(name, entry.version);
    } catch (error) {
      throw customers !== undefined && error instanceof SegmentryError && !OF_MODELS.includes(error.code) ? ofCustomers(customers, error) : inNameOf(file, error);
    }
  }
}

/** What a model is refused for; all else is wrong with its customers. */
const OF_MODELS: readonly ErrorCode[] = ["INVALID_JSON", "INVALID_MODEL", "UNKNOWN_KIND", "NEWER_VERSION", "INVALID_OPTION"];

/** What a remedy says of an option that there is not for these files. */
const NO_OPTION = ", or state another delimiter";

/** What customers are refused for, in words for a log: where it is, not what stands there. */
function ofCustomers(file: string, { code, who, rule, found, remedy }: SegmentryError): SegmentryError {
  const isOfRow = OF_ROWS.includes(code) || code === "INVALID_CSV", where = /\b(?:row index|row|line) \d+/.exec(found)?.[0];
  return new SegmentryError(code, `${basename(file)}: ${who}`, rule, isOfRow ? `${code === "INVALID_CSV" ? "others" : "another value"}${where ? ` at ${where}` : ""}` : found, remedy?.replace(NO_OPTION, ""));
}

async function stateOf({ file, customers }: ModelFile): Promise<string> {
  const states = await Promise.all([file, ...(customers === undefined ? [] : [customers])].map(async (path) => {
    try {
      // ctime: a file that could not be read may be given the rights.
      const { size, mtimeMs, ctimeMs, ino } = await stat(path);
      return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    } catch {
      return "none";
    }
  }));
  return states.join();
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new SegmentryError("INVALID_MODEL", basename(file), `a model of at most ${MOST_BYTES} bytes`, `${size}`);
    // Editors put a byte order mark before it.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw ofSystem(file, error);
  }
}

async function readTable(file: string): Promise<Awaited<ReturnType<typeof readCsv>>> {
  try {
    return await readCsv(createReadStream(file));
  } catch (error) {
    throw error instanceof SegmentryError ? ofCustomers(file, error) : ofSystem(file, error);
  }
}

/** What the system refuses, in words. */
function ofSystem(file: string, error: unknown): unknown {
  if (error instanceof SegmentryError || !(error instanceof Error) || !("code" in error)) return inNameOf(file, error);
  const isMissing = error.code === "ENOENT";
  return new SegmentryError(isMissing ? "FILE_NOT_FOUND" : "FILE_UNREADABLE", "segmentry/fastify", "a file that can be read", isMissing ? `no file ${show(file)}` : `${show(file)} (${error.message})`, isMissing ? "check the path" : undefined);
}

function inNameOf(file: string, error: unknown): unknown {
  if (!(error instanceof SegmentryError)) return error;
  // The engine quotes the text that is no JSON, which may be of customers, where one took the wrong file.
  const found = error.code === "INVALID_JSON" ? "text that is not" : error.found;
  return new SegmentryError(error.code, error.who === "decode" ? basename(file) : `${basename(file)}: ${error.who}`, error.rule, found, error.remedy);
}
