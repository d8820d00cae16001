/** A value as it stands in an error message: short, on one line, whatever it is. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}

/** The first few of a list, text quoted, for an error message. */
export function showNames(names: readonly unknown[], most = 5): string {
  const shown = names.slice(0, most).map(show).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
