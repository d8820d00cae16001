import { markdownTable } from "../harness/format.mjs";

const COLUMNS = ["seeds", "none", "ambiguous", "clear, right k", "clear, wrong k", "p <= 0.02"];
const LEVEL = 0.02;

/** What was found for each family, in per cent of the seeds, as a table of Markdown for each group. */
export function tableOf(results) {
  const groups = [...new Set(results.map(([{ group }]) => group))];
  return groups.map((group) => markdownTable({ head: [group, ...COLUMNS], rows: results.filter(([family]) => family.group === group).map(rowOf) })).join("\n\n");
}

function rowOf([{ title, k }, found]) {
  const share = (test) => `${Math.round((100 * found.filter(({ verdict }) => test(verdict)).length) / found.length)}`;
  const isClear = ({ kind }) => kind === "clear";
  return [
    title, `${found.length}`, share(({ kind }) => kind === "none"), share(({ kind }) => kind === "ambiguous"),
    k === null ? "" : share((verdict) => isClear(verdict) && verdict.k === k), share((verdict) => isClear(verdict) && verdict.k !== k), share(({ pValue }) => pValue <= LEVEL),
  ];
}
