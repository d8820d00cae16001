/** Wrong use of the command line: what is wrong with the arguments alone, whatever the data. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
