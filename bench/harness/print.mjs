import { textTable } from "./format.mjs";
import { SUMMARY_HEAD } from "./summary.mjs";

export function printSection({ tables, absent = [], checks }) {
  for (const table of tables) console.log(`\n${textTable(table)}`);
  for (const text of absent) console.log(`absent: ${text}`);
  for (const { ok, text } of checks) {
    console.log(ok ? text : `\n!!!! ${text}\n`);
    if (!ok) process.exitCode = 1;
  }
}

export function printSummary(results) {
  const rows = results.flatMap(({ sections }) => sections.flatMap(({ summary }) => summary));
  if (rows.length > 0) console.log(`\n== Summary\n${textTable({ head: SUMMARY_HEAD, rows })}`);
  const failed = results.flatMap(({ sections }) => sections.flatMap(({ checks }) => checks)).filter(({ ok }) => !ok);
  for (const { text } of failed) console.log(`!!!! ${text}`);
}
