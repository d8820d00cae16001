import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { SegmentryError } from "../../src";
import { uniform } from "./random";

export { uniform };

const TEST = join(import.meta.dirname, "..");

/** The cases of a file that test/fixtures/make_fixtures.py wrote. */
export function fixtures<T extends { name: string }>(name: string): T[] {
  return (JSON.parse(readFileSync(join(TEST, "fixtures", `${name}.json`), "utf8")) as { cases: T[] }).cases;
}

/** The text of a shared data set, or null where the folder with the data is absent. */
export function sharedData(path: string): string | null {
  const file = join(TEST, "..", "..", "shared", "data", path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Why tests of shared data are skipped. */
export const NO_DATA = "skipped: ../shared/data is absent";

/** Numbers equal within a relative error, or an absolute one for those near 0. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-9, absolute = 1e-12): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i]!, e = expected[i]!, error = Math.abs(a - e);
    if (!(error <= Math.max(absolute, relative * Math.abs(e)))) expect.fail(`index ${i}: ${a} is not ${e} within ${relative}`);
  }
}

/** Rows around `centers`, each coordinate within `spread` of its center. */
export function blobs(centers: readonly (readonly number[])[], size: number, spread: number, seed = 1): number[][] {
  const random = uniform(seed);
  return centers.flatMap((center) => Array.from({ length: size }, () => center.map((value) => value + spread * (2 * random() - 1))));
}

/** The code with which work is refused; "none" where it is not. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(SegmentryError);
    return (error as SegmentryError).code;
  }
  return "none";
}
