/** The rows of simple CSV, without quotes: numbers where a text is one. */
export function fromCSV(text: string): Record<string, string | number | null>[] {
  const [head = "", ...lines] = text.trim().split(/\r?\n/), names = head.split(",");
  const value = (cell: string): string | number | null => (cell === "" ? null : Number.isNaN(Number(cell)) ? cell : Number(cell));
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, value(cell)])));
}
