/** The columns asked for: an entry that is the name of a column is just that, any other is a list of names with commas. */
export function resolveColumns(asked: readonly string[] | undefined, names: readonly string[]): string[] | undefined {
  return asked && [...new Set(asked.flatMap((entry) => (names.includes(entry) ? [entry] : entry.split(",").map((name) => name.trim()).filter((name) => name !== ""))))];
}

/** The name for a column of ours: the given one, or where it is taken the first free of `segment_2`, `segment_3`, ... */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let i = 2; taken.includes(free); i++) free = `${name}_${i}`;
  return free;
}
