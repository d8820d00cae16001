import { Command } from "commander";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json";
import { mount, runCli, type CommandLike } from "../../src/cli";
import { customers, folder } from "./support";

const COMMANDS = ["fit", "predict", "similar", "explain", "report", "elbow", "inspect", "describe", "features", "rfm", "serve", "app"];

describe("help and version", () => {
  it("are printed on stdout, with examples", async () => {
    const { run } = await folder();
    expect(await run(["--version"])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const command of COMMANDS) {
      expect(out).toContain(`  ${command} `);
      const help = await run([command, "--help"]);
      expect([help.code, help.err]).toEqual([0, ""]);
      expect(help.out).toContain(`Examples:\n  # `);
      expect(help.out).toContain(`\n  segmentry ${command} `);
      expect(help.out).toContain("--json");
    }
  });
});

describe("runCli", () => {
  it("leaves no handler behind and does not end the process", async () => {
    const { run } = await folder({ "c.csv": customers() });
    const count = (): number => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0), before = count(), { exitCode } = process;
    await run(["fit", "c.csv", "--k", "2"]);
    await run(["fit", "none.csv"]);
    await run(["nope"]);
    expect(count()).toBe(before);
    expect(process.exitCode).toBe(exitCode);
  });

  it("survives outputs that fail", async () => {
    const write = (): Promise<never> => Promise.reject(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    expect(await runCli(["--help"], { stdout: { write } })).toBe(0);
    expect(await runCli(["nope"], { stderr: { write } })).toBe(2);
  });
});

describe("the progress bar", () => {
  const slow = async function* (): AsyncGenerator<string> {
    yield customers();
    await new Promise((resolve) => setTimeout(resolve, 600));
    yield "c99,20,1,card\n";
  };

  it("is drawn on a terminal when work takes long, and taken away", async () => {
    const at = await folder();
    let err = "";
    const stderr = { write: (text: string) => void (err += text), isTTY: true, columns: 80 };
    expect((await at.run(["fit", "-"], { stdin: slow(), stderr })).code).toBe(0);
    expect(err).toMatch(/Judging numbers of segments|Describing segments/);
    expect(err.lastIndexOf("\u001b[2K")).toBeGreaterThan(err.lastIndexOf("%"));
  });

  it("is not drawn elsewhere, nor with --quiet", async () => {
    const at = await folder();
    expect((await at.run(["fit", "-"], { stdin: slow() })).err).toBe("");
    let err = "";
    await at.run(["fit", "-", "--quiet"], { stdin: slow(), stderr: { write: (text) => void (err += text), isTTY: true } });
    expect(err).toBe("");
  });
});

describe("mount", () => {
  async function host(args: readonly string[], files: Record<string, string> = {}): Promise<{ out: string; err: string; exits: number[]; list: string[] }> {
    const at = await folder(files), program = new Command("my-tool").exitOverride(), exits: number[] = [];
    let out = "", err = "";
    program.command("other").action(() => undefined);
    mount(program, {
      name: "segments", onExit: (code) => exits.push(code),
      io: { cwd: at.path, stdout: { write: (text) => void (out += text) }, stderr: { write: (text) => void (err += text) } },
    });
    await program.parseAsync([...args], { from: "user" });
    return { out, err, exits, list: await at.list() };
  }

  it("adds all commands under a name of the host's choice", async () => {
    const { out, err, exits, list } = await host(["segments", "fit", "c.csv", "--k", "2", "-o", "m.json", "--columns", "age", "--columns", "orders"], { "c.csv": customers() });
    expect([err, exits, list]).toEqual(["", [], ["c.csv", "m.json"]]);
    expect(out).toContain("c.csv: 40 customers in 2 segments");
  });

  it("prints errors and hands the exit code to the host", async () => {
    const refused = await host(["segments", "fit", "none.csv"]);
    expect(refused.err).toMatch(/^error: .*\[FILE_NOT_FOUND\]\n$/);
    expect(refused.exits).toEqual([1]);
    const usage = await host(["segments", "fit", "c.csv", "--k", "abc"]);
    expect(usage.err).toContain("see segments fit --help");
    expect(usage.exits).toEqual([2]);
  });

  it("sets process.exitCode where the host does not say", async () => {
    const program = new Command(), before = process.exitCode;
    mount(program, { io: { stderr: { write: () => true } } });
    await program.parseAsync(["segmentry", "inspect", "/none.json"], { from: "user" });
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
  });

  it("asks for no more than the shape of a command", () => {
    const names: string[] = [];
    const fake = (): CommandLike => ({
      command: (name) => { names.push(name); return fake(); },
      description: () => undefined, argument: () => undefined, option: () => undefined, action: () => undefined, addHelpText: () => undefined,
    });
    mount(fake());
    expect(names).toEqual(["segmentry", ...COMMANDS]);
  });
});
