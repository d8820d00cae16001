import { SegmentryError } from "../../index";

/**
 * Does some work; what it refuses is refused in the name that `rename` makes of who did.
 *
 * @param remedyOf puts advice in the words of the command line
 */
export async function renaming<T>(rename: (who: string) => string, work: () => T | Promise<T>, remedyOf: (remedy: string) => string = (remedy) => remedy): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SegmentryError)) throw error;
    throw new SegmentryError(error.code, rename(error.who), error.rule, error.found, error.remedy && remedyOf(error.remedy));
  }
}
