import { FEWEST_ROWS, MOST_BYTES, MOST_ROWS } from "../limits";
import type { Refusal } from "../worker/protocol";
import { count } from "./words";

/** A refusal for people: what is wrong, and what to do. */
export interface Told {
  readonly title: string;
  readonly advice: string;
}

const EXPECTED = "Expected is a CSV file: a first line with the names of the columns, then one line for each customer.";

const WORDS: Readonly<Record<string, (refusal: Refusal) => Told>> = {
  TOO_LARGE: ({ found }) => ({ title: `This file is too large for a browser: ${found}`, advice: `The page takes files of up to ${MOST_BYTES / 1e6} MB. Leave out columns that you do without, or use the command line, which reads files of any size: segmentry fit customers.csv` }),
  TOO_MANY_ROWS: () => ({ title: "This file has too many rows for a browser", advice: `The page takes up to ${count(MOST_ROWS)} rows. Take a random sample of the customers, or use the command line: segmentry fit customers.csv` }),
  NOT_CSV: ({ found }) => ({ title: `This is ${found}, not a CSV file`, advice: `${EXPECTED} In a spreadsheet, choose “Save as” and “CSV UTF-8”.` }),
  NOT_UTF8: () => ({ title: "This file is not text in UTF-8", advice: `${EXPECTED} It may be another kind of file, or CSV of an old program: in Excel, save it as “CSV UTF-8”.` }),
  EMPTY_DATA: () => ({ title: "There are no customers in this file", advice: EXPECTED }),
  TOO_FEW_ROWS: ({ found }) => ({ title: `Too few customers: ${found}`, advice: `At least ${FEWEST_ROWS} are needed to look for segments, and some hundreds to trust them.` }),
  TOO_FEW_DISTINCT: () => ({ title: "The customers are too much alike", advice: "In the columns that count there are fewer different customers than segments. Let more columns count, or ask for fewer segments." }),
  RAGGED_ROWS: ({ found }) => ({ title: "The lines of this file do not have the same columns", advice: `Found: ${found}. ${EXPECTED} A text with commas in it must stand in quotes.` }),
  DUPLICATE_COLUMN: ({ found }) => ({ title: "Two columns have the same name", advice: `Found: ${found}. Give each column a name of its own in the first line. If that line is a customer already, add a line of names above it.` }),
  INVALID_CSV: ({ found }) => ({ title: "This file is damaged, or its quotes do not match", advice: `Found: ${found}. ${EXPECTED}` }),
  COLUMN_TYPE: ({ found, rule }) => ({ title: "A column holds values of another type", advice: `Needed: ${rule}; found: ${found}. Read the column as text, or correct the values.` }),
  NOT_FINITE: ({ found }) => ({ title: "A number is too large to reckon with", advice: `Found: ${found}. Correct it in the file, or read the column as a category.` }),
  MISSING_COLUMN: ({ found }) => ({ title: "A column that is needed is not there", advice: `Found: ${found}.` }),
  OUT_OF_MEMORY: () => ({ title: "The browser ran out of memory", advice: "Close other tabs, leave out columns, or use the command line: segmentry fit customers.csv" }),
  FILE_UNREADABLE: () => ({ title: "The file cannot be read any more", advice: "It was moved or changed since it was chosen. Choose it again, or load this page again to go on with what the browser keeps of it." }),
  NO_FILE: ({ found }) => ({ title: "The file cannot be had from the command that serves this page", advice: `${found}. Is “segmentry app” still running? You can also choose the file here.` }),
  NOT_KEPT: ({ found }) => ({ title: `${found} is open in another tab, or was forgotten there`, advice: "Go on with it in that tab, or close the tab and try once more." }),
  NOT_FORGOTTEN: () => ({ title: "What this browser keeps of it could not be deleted", advice: "If it keeps anything for this page, delete it by the settings that the browser has for sites." }),
};

export function tellRefusal(given: Refusal): Told {
  const refusal = { ...given, found: given.found.replace(/\.+$/, "") };
  return WORDS[refusal.code]?.(refusal) ?? { title: "This did not work", advice: refusal.remedy === "" ? refusal.message : refusal.remedy };
}
