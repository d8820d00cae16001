import { readFileSync, writeFileSync } from "node:fs";
import { markdownTable } from "./format.mjs";
import { keptResults } from "./results.mjs";
import { SUMMARY_HEAD } from "./summary.mjs";

const BEGIN = "<!-- results: written by npm run bench -- --markdown -->", END = "<!-- end of results -->";

/** The share of other load up to which figures can be quoted. */
const QUIET = 0.05;

/** Puts the last results of all workloads between the marks in a file of Markdown. */
export function writeMarkdown(file, names) {
  const text = readFileSync(file, "utf8"), begin = text.indexOf(BEGIN), end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no "${BEGIN}" with "${END}" after it`);
  writeFileSync(file, `${text.slice(0, begin)}${BEGIN}\n\n${markdown(keptResults(names))}\n\n${text.slice(end)}`);
  console.log(`\nwrote ${file}`);
}

function markdown(results) {
  const rows = results.flatMap(({ sections }) => sections.flatMap(({ summary }) => summary));
  return [
    ...machines(results),
    ...(rows.length > 0 ? ["### Summary", markdownTable({ head: SUMMARY_HEAD, rows }), ...disturbed(results)] : []),
    ...results.flatMap(workload),
  ].join("\n\n");
}

/** Which workloads other work disturbed too much for their figures to be quoted. */
function disturbed(results) {
  const names = results.filter(({ otherLoad = 0 }) => otherLoad > QUIET).map(({ name, otherLoad }) => `${name} (${Math.round(100 * otherLoad)} %)`);
  return names.length > 0 ? [`**Not to be quoted**, for the cores were busy with something else meanwhile: ${names.join(", ")}.`] : [];
}

/** What ran where and when; once for all workloads of the same day, machine and versions. */
function machines(results) {
  const groups = new Map();
  for (const result of results) {
    const described = [result.date, ...result.machine].join("\n");
    groups.set(described, [...(groups.get(described) ?? []), result]);
  }
  return [...groups].map(([described, group]) => {
    const [date, ...machine] = described.split("\n"), of = groups.size > 1 ? ` (${group.map(({ name }) => name).join(", ")})` : "";
    return [`Measured on ${date}${of}:`, "", ...machine.map((line) => `- ${line}`)].join("\n");
  });
}

function workload({ title, notes, sections, otherLoad }) {
  return [
    `### ${title}`,
    ...notes,
    ...sections.flatMap(({ tables, absent = [], checks }) => [
      ...tables.map(markdownTable), ...absent.map((text) => `Absent: ${text}.`), ...checks.map(({ ok, text }) => (ok ? text : `**${text}**`)),
    ]),
    ...(otherLoad === undefined ? [] : [`${Math.round(100 * otherLoad)} % of the cores were busy with something else meanwhile.`]),
  ];
}
