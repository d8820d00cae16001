import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customers, folder, type Folder } from "./support";

const WINDOWS = process.platform === "win32";
let scratch: string, bin: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "segmentry-bin-"));
  bin = join(scratch, "bin.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../../src/cli/bin.ts")], outfile: bin, bundle: true, platform: "node", format: "esm",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

interface Ended { code: number | null; signal: string | null; out: string; err: string }

function start(at: Folder, args: readonly string[], user: { readonly uid?: number; readonly gid?: number } = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [bin, ...args], { cwd: at.path, ...user });
  let out = "", err = "";
  // The program may end before it has read all that is sent.
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (chunk: Buffer) => (out += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (err += String(chunk)));
  return { child, ended: new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err }))) };
}

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
};

async function fitted(): Promise<Folder> {
  const at = await folder({ "c.csv": customers() });
  await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--quiet"]);
  return at;
}

describe("segmentry, the program", () => {
  it("exits with the code of the command", async () => {
    const at = await fitted();
    for (const [args, code] of [[["fit", "c.csv"], 0], [["fit", "none.csv"], 1], [["fit"], 2]] as const) expect((await start(at, args).ended).code).toBe(code);
  });

  it("refuses an output that it may not write, before any work", async () => {
    const at = await folder({ "c.csv": customers(), "m.json": "{}" });
    await chmod(join(at.path, "m.json"), 0o400);
    // Root may write anywhere: it starts the program as nobody, who must get to it and to the folder.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const path of [scratch, at.path]) await chmod(path, 0o755);
    const { code, err } = await start(at, ["fit", "c.csv", "-o", "m.json"], isRoot ? { uid: 65_534, gid: 65_534 } : {}).ended;
    expect([code, err]).toEqual([1, expect.stringContaining("[FILE_UNWRITABLE]")]);
    expect(await at.read("m.json")).toBe("{}");
  });

  it("reads stdin and writes stdout", async () => {
    const { child, ended } = start(await fitted(), ["predict", "m.json", "-"]);
    child.stdin!.end(customers(4));
    expect((await ended).out.split("\n").length).toBe(6);
  });

  it("ends at once where it fails before stdin does", async () => {
    const { child, ended } = start(await fitted(), ["predict", "m.json", "-"]);
    child.stdin!.write(`age,pays\n${"1,card\n".repeat(50_000)}`);
    expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining("[MISSING_COLUMN]") });
  });

  it("ends quietly when its reader has enough, as in `| head`", async () => {
    const at = await fitted(), { child, ended } = start(at, ["predict", "m.json", "-"]);
    child.stdout!.once("data", () => child.stdout!.destroy());
    child.stdin!.end(`age,orders,pays\n${"20,1,card\n".repeat(300_000)}`);
    expect(await ended).toMatchObject({ code: 0, err: "" });
  });

  it("stopped by Ctrl-C or kill, exits with 130 or 143 and leaves no file", async (context) => {
    if (WINDOWS) return context.skip("Windows has no signals");
    for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
      const at = await fitted(), before = await at.list(), { child, ended } = start(at, ["predict", "m.json", "-", "-o", "s.csv"]);
      child.stdin!.write(`age,orders,pays\n${"20,1,card\n".repeat(50_000)}`);
      await until(async () => (await at.list()).length > before.length);
      child.kill(signal);
      expect(await ended).toMatchObject({ code, err: "stopped: no file was written\n" });
      expect(await at.list()).toEqual(before);
    }
  });

  it("exits with 0 where a signal ends the app, as it should", async (context) => {
    if (WINDOWS) return context.skip("Windows has no signals");
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { child, ended } = start(await folder({ "c.csv": customers() }), ["app", "c.csv"]);
      child.stdout!.once("data", () => child.kill(signal));
      expect(await ended).toMatchObject({ code: 0, err: "", out: expect.stringContaining("http://127.0.0.1:") });
    }
  });

  it("stopped while it computes, ends at once and leaves no file", async (context) => {
    if (WINDOWS) return context.skip("Windows has no signals");
    const rows = Array.from({ length: 60_000 }, (_, i) => `${(i * 7919) % 10007},${(i * 104729) % 9973},${(i * 31) % 9941}`).join("\n");
    const at = await folder({ "big.csv": `a,b,c\n${rows}\n` }), before = await at.list();
    const { child, ended } = start(at, ["fit", "big.csv", "-o", "m.json", "--max-k", "40"]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const since = Date.now();
    child.kill("SIGINT");
    const { code, signal } = await ended;
    expect(signal ?? code).toBe(code === null ? "SIGINT" : 130);
    expect(Date.now() - since).toBeLessThan(1000);
    expect(await at.list()).toEqual(before);
  });
});
