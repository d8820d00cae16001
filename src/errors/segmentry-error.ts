/**
 * The stable codes of {@link SegmentryError}. Branch on these, never on the message.
 *
 * - `INVALID_OPTION`: an option is outside its range or of another type
 * - `EMPTY_DATA`: there are no rows, or no columns that can be used
 * - `RAGGED_ROWS`: rows or columns differ in length
 * - `NOT_NUMERIC`: a value that must be a number is not
 * - `NOT_FINITE`: a number is NaN or infinite
 * - `MISSING_VALUE`: a value is missing where none may be
 * - `MISSING_COLUMN`: a column that is needed is not there
 * - `DUPLICATE_COLUMN`: two columns share a name
 * - `COLUMN_TYPE`: a column holds values of another type
 * - `WRONG_WIDTH`: a matrix has another number of columns
 * - `WRONG_COLUMNS`: a matrix has other column names
 * - `WRONG_LENGTH`: two lists that go together differ in length
 * - `UNSEEN_CATEGORY`: a category that was not there when the model was fitted
 * - `OUT_OF_RANGE`: a value outside the range of the fit, where that is to be refused
 * - `TOO_FEW_ROWS`: fewer rows than the computation needs
 * - `TOO_FEW_DISTINCT`: fewer distinct rows than clusters
 * - `NO_KNEE`: a curve without a knee was asked for its best model
 * - `UNSUPPORTED`: the operation does not exist for this model
 * - `INVALID_JSON`: text that is not JSON
 * - `INVALID_MODEL`: JSON that is not a valid model
 * - `UNKNOWN_KIND`: JSON of a kind of model that this decoder does not know
 * - `NEWER_VERSION`: JSON written by a newer segmentry
 * - `INVALID_CSV`: text that is not well-formed CSV
 * - `NOT_UTF8`: bytes that are not UTF-8
 * - `DATA_CHANGED`: data was changed while it was copied for a worker
 * - `OUT_OF_MEMORY`: memory that is needed cannot be had
 * - `WORKER_DIED`: a worker could not be started, or ended before its work was done
 * - `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`: the CLI's files
 */
export type ErrorCode =
  | "INVALID_OPTION" | "EMPTY_DATA" | "RAGGED_ROWS" | "NOT_NUMERIC" | "NOT_FINITE" | "MISSING_VALUE"
  | "MISSING_COLUMN" | "DUPLICATE_COLUMN" | "COLUMN_TYPE" | "WRONG_WIDTH" | "WRONG_COLUMNS" | "WRONG_LENGTH"
  | "UNSEEN_CATEGORY" | "OUT_OF_RANGE" | "TOO_FEW_ROWS" | "TOO_FEW_DISTINCT" | "NO_KNEE" | "UNSUPPORTED" | "INVALID_JSON" | "INVALID_MODEL"
  | "UNKNOWN_KIND" | "NEWER_VERSION" | "INVALID_CSV" | "NOT_UTF8" | "FILE_NOT_FOUND" | "FILE_UNREADABLE"
  | "FILE_UNWRITABLE" | "DATA_CHANGED" | "OUT_OF_MEMORY" | "WORKER_DIED";

/**
 * What every refusal of this library throws: who refuses, the rule, what was found, and what to do.
 *
 * @example
 * ```ts
 * import { KMeans, SegmentryError } from "segmentry";
 *
 * try {
 *   new KMeans({ k: 0 }).fit([[1], [2]]);
 * } catch (error) {
 *   if (error instanceof SegmentryError) console.log(error.code, "-", error.message);
 *   // INVALID_OPTION - KMeans requires k to be an integer from 1 to 2 (rows), got 0
 * }
 * ```
 */
export class SegmentryError extends Error {
  override readonly name = "SegmentryError";

  /**
   * @param code the stable code
   * @param who the stage, function or file that refuses
   * @param rule what it requires, read after "requires"
   * @param found what it got instead
   * @param remedy what to do about it
   */
  constructor(
    readonly code: ErrorCode,
    readonly who: string,
    readonly rule: string,
    readonly found: string,
    readonly remedy?: string,
  ) {
    super(`${who} requires ${rule}, got ${found}${remedy ? `; ${remedy}` : ""}`);
  }
}
