import { describe, expect, it } from "vitest";
import { segment, SegmentryError } from "../../src";
import { readInsights } from "../../src/report-page";
import { exampleInsights, withInsights } from "../support/example-insights";
import { groupedCustomers } from "../support/report-cases";

const rows = groupedCustomers(80, 2), result = segment(rows, { k: 2 }), insights = exampleInsights(result, rows, { kind: "ambiguous", ids: false });
const plain = JSON.parse(JSON.stringify(insights)) as Record<string, unknown>;

/** What is said where the value at a path is another. */
function refusal(path: string, value: unknown): string {
  const changed = structuredClone(plain), steps = path.split("."), last = steps.pop()!;
  let at = changed as Record<string, never>;
  for (const step of steps) at = at[step]!;
  (at as Record<string, unknown>)[last] = value;
  try {
    readInsights(withInsights(result.model, changed));
  } catch (error) {
    return error instanceof SegmentryError && error.code === "INVALID_MODEL" ? error.message : String(error);
  }
  return "";
}

/** Every path to a value that is not an object. */
function paths(value: unknown, path: string[] = []): string[] {
  if (typeof value !== "object" || value === null) return [path.join(".")];
  return Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name]));
}

describe("readInsights(model)", () => {
  it("gives what the model carries, sharing nothing with it; null without", () => {
    expect(readInsights(withInsights(result.model, insights))).toEqual(plain);
    expect(readInsights(result.model)).toBeNull();
  });

  it("refuses another type at every path", () => {
    const all = paths(plain).filter((path) => !/sample\.(?:points|labels|silhouettes)\.(?!0|79)/.test(path));
    for (const path of all) expect(refusal(path, { not: "this" }), path).toMatch(/^insights.* requires /);
  });

  it("refuses fields that it does not know, at every level", () => {
    for (const path of ["x", "verdict.x", "sweep.0.x", "segments.0.x", "segments.1.apart.0.x", "heatmap.0.x", "inputs.0.x", "map.x", "sample.x", "heldOut.x"]) expect(refusal(path, 1), path).toContain("every field");
  });

  it("names the path of what is wrong", () => {
    expect(refusal("sweep.1.inertia", "1")).toContain("insights sweep[1] requires inertia");
    expect(refusal("sample.labels.0", 2)).toContain("labels[0]");
    expect(refusal("sample.points.0", [1])).toContain("points[0]");
  });

  it("refuses what does not fit the model or itself", () => {
    const cases: [string, unknown][] = [["segments", []], ["verdict.k", 0], ["segments.1.segment", 0], ["segments.1.name", (plain.segments as { name: string }[])[0]!.name], ["heatmap.0.cells", [1]], ["map.axes", [[1], [1]]], ["sample.labels", []], ["sample.silhouettes.0", 2], ["sample.ids", ["a"]], ["rules.fidelity", 1.1], ["segments.0.rules.0.covers", 2], ["inputs.0.typical", [1]]];
    for (const [path, value] of cases) expect(refusal(path, value), path).not.toBe("");
  });
});
