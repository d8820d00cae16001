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

function count(counts, test, module) {
  const { state, note } = test.result();
  if (state === "passed") counts.passed++;
  else if (state === "failed") counts.failed++;
  else counts.skipped.push({ name: `${module.relativeModuleId}: ${test.fullName}`, reason: note ?? reasonInTitle(test.name) ?? "no reason given" });
}

/** A test that skips itself by skipIf says why at the end of its title: "... (skipped: no data)". */
function reasonInTitle(title) {
  return /\(skipped: (.+)\)$/.exec(title)?.[1];
}
