import { isMissingText } from "./cells";

/** The code of each distinct text in order of appearance, -1 for all that mean missing. */
export class Interner {
  readonly levels: string[] = [];
  readonly #codes = new Map<string, number>();

  constructor(private readonly missing: ReadonlySet<string>) {}

  code(text: string): number {
    return this.#codes.get(text) ?? this.#add(text);
  }

  #add(text: string): number {
    const own = detached(text);
    const code = isMissingText(own, this.missing) ? -1 : this.levels.push(own) - 1;
    this.#codes.set(own, code);
    return code;
  }
}

// A substring of V8 keeps the string it was cut from alive, here a piece of the file for each kept field
// (https://bugs.chromium.org/p/v8/issues/detail?id=2869); cutting it from a string of its own keeps one character more.
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
