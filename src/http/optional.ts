import { SegmentryError } from "../errors";

/** A package that is not there, and one that this version of Node cannot load. */
const ABSENT: readonly unknown[] = ["ERR_MODULE_NOT_FOUND", "ERR_REQUIRE_ESM"];

/**
 * A package that a part of the service needs and that need not be installed.
 *
 * @param isWanted false leaves it, true requires it, undefined takes it where it is installed
 */
export async function optional<T>(isWanted: boolean | undefined, names: readonly string[], load: () => Promise<T>): Promise<T | null> {
  if (isWanted === false) return null;
  try {
    return await load();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!ABSENT.includes(code)) throw error;
    if (isWanted === undefined) return null;
    if (code !== ABSENT[0]) throw error;
    throw new SegmentryError("UNSUPPORTED", "segmentry/fastify", `the package${names.length > 1 ? "s" : ""} ${names.join(" and ")}`, "none installed", `npm install ${names.join(" ")}`);
  }
}
