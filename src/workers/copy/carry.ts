/** A value as it crosses to a worker: plain values and bigints as they are, others by what the library looks at. */
export type Carried = null | undefined | string | number | boolean | bigint | Wrapped;

/** What stands for a value that no copy between threads keeps as it was. */
export type Wrapped =
  /** `text` is what `String` makes of it, ids of database drivers for example; undefined where that throws. */
  | { readonly as: "object" | "function" | "symbol"; readonly text: string | undefined }
  | { readonly as: "array"; readonly text: string | undefined; readonly length: number };

/** A value made ready to cross. */
export function carry(value: unknown): Carried {
  if (typeof value === "function") return { as: "function", text: textOf(value) };
  if (typeof value === "symbol") return { as: "symbol", text: value.description };
  if (typeof value !== "object" || value === null) return value as Carried;
  return Array.isArray(value) ? { as: "array", text: textOf(value), length: value.length } : { as: "object", text: textOf(value) };
}

/** A value of the same type that reads the same. */
export function revive(carried: Carried): unknown {
  if (typeof carried !== "object" || carried === null) return carried;
  switch (carried.as) {
    case "symbol": return Symbol(carried.text);
    case "function": return withText(() => undefined, carried.text);
    case "array": return withText(new Array<unknown>(carried.length), carried.text);
    case "object": return withText({}, carried.text);
  }
}

/** Whether two values made ready to cross read the same. */
export function sameCarried(a: Carried, b: Carried): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || a.as !== b.as) return false;
  return a.text === b.text && (a as { length?: number }).length === (b as { length?: number }).length;
}

function textOf(value: unknown): string | undefined {
  try {
    return String(value);
  } catch {
    return undefined;
  }
}

function withText<T extends object>(value: T, text: string | undefined): T {
  const toString = (): string => {
    if (text === undefined) throw new TypeError("Cannot convert object to primitive value");
    return text;
  };
  return Object.defineProperty(value, "toString", { value: toString, configurable: true });
}
