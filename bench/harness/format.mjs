/** A time of milliseconds with its unit, of three digits. */
export function duration(ms) {
  if (ms < 0.001) return `${(ms * 1e6).toPrecision(3)} ns`;
  if (ms < 1) return `${(ms * 1000).toPrecision(3)} µs`;
  return ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toPrecision(3)} s`;
}

/** How many times another one's time is ours; nothing where ours is not there. */
export const times = (ratio) => (Number.isNaN(ratio) ? "" : `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`);

/** A fact as text: numbers to 10 digits, whole ones with their thousands set apart. */
export function fact(value) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "number") return String(value);
  return Number.isInteger(value) ? value.toLocaleString("en-US") : String(Number(value.toPrecision(10)));
}

/** Rows of text as lines with aligned columns. */
export function textTable({ head, rows }) {
  const all = [head, ...rows], widths = head.map((_, j) => Math.max(...all.map((row) => (row[j] ?? "").length)));
  return all.map((row) => row.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]) : cell.padStart(widths[j]))).join("  ").trimEnd()).join("\n");
}

/** Rows of text as a table of Markdown. */
export function markdownTable({ head, rows }) {
  const line = (cells) => `| ${cells.map((cell) => (cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, j) => (j === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
