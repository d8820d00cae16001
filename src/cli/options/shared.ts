import type { OptionDefinition } from "../definition";
import { delimiter, flag, number, oneOf, schema, seed, text, texts, type RawOptions } from "./parse";
import type { CommonOptions, FileOptions, SegmentingOptions } from "./types";

export const COMMON_OPTIONS: readonly OptionDefinition[] = [
  { flags: "--json", description: "print one JSON document instead of text" },
  { flags: "--quiet", description: "no progress bar, no remarks, no summary" },
];

export const FILE_OPTIONS: readonly OptionDefinition[] = [
  { flags: "--format <format>", description: "csv or ndjson; by default .ndjson and .jsonl are NDJSON, all else is CSV (.gz or not)" },
  { flags: "--delimiter <character>", description: "what stands between two fields of CSV; by default it is found" },
];

export const SEGMENTING_OPTIONS: readonly OptionDefinition[] = [
  { flags: "--id <column>", description: "the column that tells customers apart; by default the first named like an id" },
  { flags: "--columns <names>", description: "the columns to use, with commas between; repeat the option for a name that has a comma", repeat: true },
  { flags: "--schema <column=kind>", description: "read a column as numeric, categorical, date, id or ignore", repeat: true },
  { flags: "--missing <policy>", description: "missing values: impute, drop (leave such customers out) or error" },
  { flags: "--recipe <recipe>", description: "default, or guide (the steps of the published guide)" },
  { flags: "--min-k <n>", description: "the smallest number of segments to try (default: 2)" },
  { flags: "--max-k <n>", description: "the largest number of segments to try (default: 10)" },
  { flags: "--seed <seed>", description: "decides all random choices (default: 0)" },
  { flags: "--min-share <share>", description: "share of the customers that each segment must have, where their number is chosen (default: 0.01)" },
  { flags: "--words <file>", description: 'words of names, as JSON: {"high": "much", "columns": {"MntWines": "wine"}}' },
  { flags: "--sample <n>", description: "customers that the model keeps as points, without ids, for the report (default: 1000; 0: none)" },
  { flags: "--quick", description: "take the knee of the curve: no verdict, no names, no rules" },
];

export function commonOptions(raw: RawOptions): CommonOptions {
  return { json: flag(raw, "json"), quiet: flag(raw, "quiet") };
}

export function fileOptions(raw: RawOptions): FileOptions {
  return { format: oneOf(raw, "format", "--format", ["csv", "ndjson"]), delimiter: delimiter(raw) };
}

export function segmentingOptions(file: string, raw: RawOptions): SegmentingOptions {
  return {
    file, ...commonOptions(raw), ...fileOptions(raw),
    id: text(raw, "id"), columns: texts(raw, "columns"), schema: schema(raw), seed: seed(raw),
    missing: oneOf(raw, "missing", "--missing", ["impute", "drop", "error"]),
    recipe: oneOf(raw, "recipe", "--recipe", ["default", "guide"]),
    quick: flag(raw, "quick"), sample: number(raw, "sample", "--sample"), minShare: number(raw, "minShare", "--min-share"), words: text(raw, "words"), minK: number(raw, "minK", "--min-k"), maxK: number(raw, "maxK", "--max-k"),
  };
}
