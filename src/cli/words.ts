/** What the library calls its options in messages, and what they are called here. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/schema: \{ ("(?:[^"\\]|\\.)*"): "(\w+)" \}/g, "--schema $1=$2"],
  [/\bstate their kinds in schema\b/g, "state their kinds with --schema"],
  [/\bmissing: "impute" or "drop"/g, "--missing impute or --missing drop"],
  [/\bmissing: "impute"/g, "--missing impute"],
  [/\bminK(?= to be)/g, "--min-k"],
  [/\bmaxK(?= to be|$)/g, "--max-k"],
  [/\bstate another delimiter\b/g, "state the delimiter with --delimiter"],
  [/\bdelimiter to be\b/g, "--delimiter to be"],
];

/** A message of the library with its options named as on the command line. */
export function inCliWords(message: string): string {
  return WORDS.reduce((text, [pattern, word]) => text.replace(pattern, word), message);
}
