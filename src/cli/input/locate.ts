import { SegmentryError } from "../../index";

const ROW = /\bat row index (\d+)/g;

/** The same error with rows told by where they stand in the file. */
export function located(error: SegmentryError, where: (row: number) => string): SegmentryError {
  const found = error.found.replace(ROW, (_, row: string) => where(Number(row)));
  return new SegmentryError(error.code, error.who, error.rule, found, error.remedy);
}

/**
 * Does some work on a table of a file; rows that it refuses are told by their line, and who refuses them is renamed.
 *
 * @param remedy what to do about values of a wrong type where the library has no advice
 */
export function locating<T>(lineOf: (row: number) => number, rename: (who: string) => string, work: () => T, remedy?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SegmentryError)) throw error;
    const { code, rule, found } = located(error, (row) => `in line ${lineOf(row)}`);
    throw new SegmentryError(code, rename(error.who), rule, found, error.remedy ?? (code === "COLUMN_TYPE" ? remedy : undefined));
  }
}
