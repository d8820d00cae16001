import { chmod, lstat, mkdir, readlink, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { customers, expectRefused, folder, type Folder } from "./support";

describe("outputs", () => {
  it("that cannot be written are refused before any work", async () => {
    const at = await folder({ "c.csv": "", "sub/x": "" });
    for (const output of ["none/m.json", "sub", "c.csv/m.json"]) {
      for (const option of ["-o", "--report", "--labels"]) await expectRefused(at, ["fit", "c.csv", option, output], 1, "FILE_UNWRITABLE");
    }
    await expectRefused(at, ["predict", "none.json", "c.csv", "-o", "none/s.csv"], 1, "FILE_UNWRITABLE");
    await expectRefused(at, ["report", "none.json", "-o", "none/r.md"], 1, "FILE_UNWRITABLE");
  });

  it("that are an input or each other are refused, also by another name", async () => {
    const at = await folder({ "c.csv": customers() });
    await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json"]);
    await symlink("c.csv", join(at.path, "link.csv"));
    for (const output of ["c.csv", "./c.csv", "link.csv"]) await expectRefused(at, ["fit", "c.csv", "-o", output], 1, "FILE_UNWRITABLE");
    for (const output of ["c.csv", "m.json"]) await expectRefused(at, ["predict", "m.json", "c.csv", "-o", output], 1, "FILE_UNWRITABLE");
    await expectRefused(at, ["report", "m.json", "-o", "m.json"], 1, "FILE_UNWRITABLE");
    await expectRefused(at, ["fit", "c.csv", "-o", "x", "--labels", "./x"], 1, "FILE_UNWRITABLE");
    await expectRefused(at, ["fit", "c.csv", "-o", "-", "--labels", "-"], 1, "FILE_UNWRITABLE");
    expect(await at.read("c.csv")).toBe(customers());
  });

  it("replace a file whole, keep its permissions, and follow a link to it", async () => {
    const at = await folder({ "c.csv": customers(), "old.json": "old" });
    await chmod(join(at.path, "old.json"), 0o640);
    await symlink("old.json", join(at.path, "link.json"));
    expect((await at.run(["fit", "c.csv", "--k", "2", "-o", "link.json", "--quiet"])).code).toBe(0);
    expect(await readlink(join(at.path, "link.json"))).toBe("old.json");
    expect(await at.read("old.json")).toMatch(/^\{"kind":"Segmentation"/);
    expect((await stat(join(at.path, "old.json"))).mode & 0o777).toBe(0o640);
  });

  it("that are devices are written to, not replaced", async (context) => {
    if (process.platform === "win32") return context.skip("Windows has no /dev/null");
    const at = await folder({ "c.csv": customers() });
    expect((await at.run(["fit", "c.csv", "--k", "2", "-o", "/dev/null", "--quiet"])).code).toBe(0);
    expect((await lstat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  it("are left as they were when the work fails late", async () => {
    const at = await folder({ "c.csv": customers(), "s.csv": "before" });
    await at.run(["fit", "c.csv", "--k", "2", "--recipe", "guide", "-o", "m.json", "--quiet"]);
    const long = `age,orders,pays\n${"20,1,card\n".repeat(50_000)}20,1,gold\n`;
    await expectRefused(at, ["predict", "m.json", "-", "-o", "s.csv"], 1, "UNSEEN_CATEGORY", { input: long });
    expect(await at.read("s.csv")).toBe("before");
  });
});

describe("a command that is stopped", () => {
  async function fitted(): Promise<Folder> {
    const at = await folder({ "c.csv": customers() });
    await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json", "--quiet"]);
    return at;
  }

  it("while it waits for input leaves no file", async () => {
    const at = await fitted(), before = await at.list();
    for (const args of [["fit", "-", "-o", "x.json"], ["predict", "m.json", "-", "-o", "s.csv"], ["elbow", "-"], ["inspect", "-"]]) {
      const controller = new AbortController();
      async function* endless(): AsyncGenerator<string> {
        yield customers();
        setTimeout(() => controller.abort(), 10);
        await new Promise(() => undefined);
      }
      const result = await at.run(args, { stdin: endless(), signal: controller.signal });
      expect(result).toEqual({ code: 1, out: "", err: "stopped: no file was written\n" });
      expect(await at.list()).toEqual(before);
    }
  });

  it("in the middle of scoring leaves no file", async () => {
    const at = await fitted(), before = await at.list(), controller = new AbortController();
    let seen: string[] = [];
    async function* rows(): AsyncGenerator<string> {
      yield "age,orders,pays\n";
      for (let i = 0; i < 100; i++) {
        yield "20,1,card\n".repeat(5000);
        if (i === 50) {
          seen = await at.list();
          controller.abort();
        }
      }
    }
    expect((await at.run(["predict", "m.json", "-", "-o", "s.csv"], { stdin: rows(), signal: controller.signal })).code).toBe(1);
    expect(seen.some((name) => /^\.s\.csv\..*\.tmp$/.test(name))).toBe(true);
    expect(await at.list()).toEqual(before);
  });

  it("in the middle of fitting leaves no file", async () => {
    const at = await fitted(), before = await at.list(), controller = new AbortController();
    const hold = <T>(work: () => T): T => {
      controller.abort();
      return work();
    };
    const { code, err } = await at.run(["fit", "c.csv", "-o", "x.json", "--labels", "l.csv"], { signal: controller.signal, hold });
    expect([code, err]).toEqual([1, "stopped: no file was written\n"]);
    expect(await at.list()).toEqual(before);
  });

  it("before it begins does nothing", async () => {
    const at = await fitted();
    for (const args of [["fit", "c.csv", "-o", "x.json"], ["predict", "m.json", "c.csv", "-o", "s.csv"]]) {
      expect((await at.run(args, { signal: AbortSignal.abort() })).code).toBe(1);
    }
    expect(await at.list()).toEqual(["c.csv", "m.json"]);
  });
});

describe("an error that nobody expected", () => {
  it("is one line, and a stack only when asked for", async () => {
    const at = await folder();
    await mkdir(join(at.path, "x"));
    // eslint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<string> {
      await Promise.resolve();
      throw new RangeError("boom\nboom");
    }
    expect(await at.run(["fit", "-"], { stdin: broken() })).toEqual({ code: 1, out: "", err: "error: unexpected: boom boom; please report it\n" });
    process.env["SEGMENTRY_DEBUG"] = "1";
    try {
      expect((await at.run(["fit", "-"], { stdin: broken() })).err).toMatch(/\n\s+at /);
    } finally {
      delete process.env["SEGMENTRY_DEBUG"];
    }
  });
});
