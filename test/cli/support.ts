import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect } from "vitest";
import { runCli, type CliIO } from "../../src/cli";

/** What a run of the command line gave. */
export interface Run {
  code: number;
  out: string;
  err: string;
}

/** A folder with some files, in which the command line is run. */
export interface Folder {
  path: string;
  run(args: readonly string[], io?: Partial<CliIO> & { input?: string | Uint8Array }): Promise<Run>;
  read(name: string): Promise<string>;
  list(): Promise<string[]>;
}

const folders: string[] = [];
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

export async function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "segmentry-cli-"));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return {
    path,
    run: (args, io = {}) => run(args, { cwd: path, ...io }),
    read: (name) => readFile(join(path, name), "utf8"),
    list: async () => (await readdir(path, { recursive: true })).sort(),
  };
}

async function run(args: readonly string[], { input, ...io }: Partial<CliIO> & { input?: string | Uint8Array }): Promise<Run> {
  let out = "", err = "";
  const code = await runCli(args, {
    stdin: stream(input === undefined ? [] : [input]),
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
    ...io,
  });
  return { code, out, err };
}

export async function* stream<T>(chunks: Iterable<T>): AsyncGenerator<T> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

/** Expects a refusal: its exit code, its code in one or two lines on stderr, nothing on stdout, no file come or gone. */
export async function expectRefused(at: Folder, args: readonly string[], exitCode: number, code: string, io?: Parameters<Folder["run"]>[1]): Promise<Run> {
  const before = await at.list(), result = await at.run(args, io);
  expect(result.err).toContain(`[${code}]`);
  expect(result.code).toBe(exitCode);
  expect(result.err).toMatch(/^error: /);
  expect(result.err.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
  expect(result.err).not.toMatch(/\n\s+at /);
  expect(await at.list()).toEqual(before);
  return result;
}

/** Customers in two plain groups: `young` pay by card, the others by cash. */
export function customers(rows = 40): string {
  const lines = Array.from({ length: rows }, (_, i) => (i % 2 ? `c${i},${60 + (i % 7)},${9 + (i % 3)},cash` : `c${i},${20 + (i % 5)},${1 + (i % 3)},card`));
  return ["customer_id,age,orders,pays", ...lines, ""].join("\n");
}

export const SAMPLE = join(import.meta.dirname, "../../examples/data/customers.csv");

/** The cells of simple CSV. */
export const cells = (csv: string): string[][] => csv.trimEnd().split("\n").map((line) => line.split(","));
