import { chmod, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ModelFiles, type FilesLog } from "../../src/http/model-files";
import { ModelRegistry } from "../../src/service";
import { customers, strictModel, usualModel } from "../service/support";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function fileIn(name: string): Promise<{ path: string; write: (text: string) => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "segmentry-files-")), path = join(folder, name);
  folders.push(folder);
  const write = async (text: string): Promise<void> => {
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  };
  return { path, write };
}

const csvOf = (n: number): string => ["AGE,CITY,SPENT,MEMBER,SINCE", ...customers(n).map(({ AGE, CITY, SPENT, MEMBER, SINCE }) => [AGE ?? 40, CITY, SPENT, MEMBER, (SINCE as Date).toISOString()].join(","))].join("\n");
const SILENT: FilesLog = { loaded: () => undefined, refused: () => undefined };

describe("files of models", () => {
  it("read twice at once end with what is in them, though the first time took longer", async () => {
    const model = await fileIn("shop.json"), people = await fileIn("people.csv"), taken: unknown[] = [];
    const registry = { set: (_: string, { model: text }: { model: unknown }) => Promise.resolve((taken.push(text), { version: "v" })) } as unknown as ModelRegistry;
    const files = new ModelFiles(registry, { shop: { file: model.path, customers: people.path } }, SILENT);
    await model.write("older");
    await people.write(`A,B\n${"1,2\n".repeat(400_000)}`);
    const first = files.load();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await model.write("newer");
    await people.write("A,B\n1,2\n");
    await Promise.all([files.load(), first]);
    expect(taken).toEqual(["older", "newer"]);
  });

  it("are read with a byte order mark too", async () => {
    const model = await fileIn("shop.json"), registry = new ModelRegistry();
    await model.write(`\uFEFF${JSON.stringify(usualModel())}`);
    await new ModelFiles(registry, { shop: { file: model.path } }, SILENT).load();
    expect(registry.model()!.k).toBe(usualModel().k);
  });

  it("are read anew where the customers alone change, and where rights are given to them", async () => {
    const model = await fileIn("shop.json"), people = await fileIn("people.csv"), registry = new ModelRegistry(), loaded: string[] = [];
    const files = new ModelFiles(registry, { shop: { file: model.path, customers: people.path } }, { ...SILENT, loaded: (_, version) => loaded.push(version) });
    await model.write(JSON.stringify(usualModel()));
    await people.write(csvOf(20));
    await files.load();
    files.watch(10);
    try {
      await people.write(csvOf(30));
      await expect.poll(() => registry.get("shop")!.crowd!.rows).toBe(30);
      const before = loaded.length;
      await chmod(model.path, 0o600);
      await expect.poll(() => loaded.length).toBeGreaterThan(before);
      expect(new Set(loaded).size).toBe(1);
    } finally {
      files.close();
    }
  });

  it("say of customers that are refused where they are wrong, and nothing of theirs", async () => {
    const model = await fileIn("shop.json"), people = await fileIn("people.csv"), refused: unknown[] = [];
    const files = new ModelFiles(new ModelRegistry(), { shop: { file: model.path, customers: people.path } }, { ...SILENT, refused: (_, error) => refused.push(error) });
    await model.write(JSON.stringify(strictModel()));
    for (const [csv, code, place] of [["AGE,CITY,SPENT\n31,Lovelace,2", "UNSEEN_CATEGORY", "row index 0"], ["AGE,CITY,SPENT\n30,Oslo,Lovelace", "COLUMN_TYPE", ""], ['AGE,CITY,SPENT\n30,"Lovelace', "INVALID_CSV", "line 2"], ["AGE,SPENT\n30,1", "MISSING_COLUMN", "CITY"]] as const) {
      await people.write(csv);
      await expect(files.load(), code).rejects.toMatchObject({ code, message: expect.stringContaining(place) });
    }
    expect(refused).toHaveLength(4);
    for (const error of refused as Error[]) {
      expect(error.message).toMatch(/^people\.csv: /);
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain("Lovelace");
    }
  });
});
