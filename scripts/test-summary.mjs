// A Vitest reporter: appends one line of JSON on the run to the file named by TEST_SUMMARY, for .ci/run to add up.
import { addToSummary } from "./tools.mjs";

export default class TestSummary {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const test of module.children.allTests()) count(counts, test, module);
    }
    addToSummary(counts);
  }
}

/** A skipped test says why by context.skip("why"), or at the end of its title: "... (skipped: why)". */
function count(counts, test, module) {
  const { state, note } = test.result();
  if (state === "passed") counts.passed++;
  else if (state === "failed") counts.failed++;
  else {
    const [, title, reasonInTitle] = /^(.*?)(?: \(skipped: (.+)\))?$/s.exec(test.fullName);
    counts.skipped.push({ name: `${module.relativeModuleId}: ${title}`, reason: note ?? reasonInTitle ?? "no reason given" });
  }
}
