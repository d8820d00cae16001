import { SegmentryError } from "../errors";

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
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    if (isWanted === undefined) return null;
    throw new SegmentryError("UNSUPPORTED", "segmentry/fastify", `the package${names.length > 1 ? "s" : ""} ${names.join(" and ")}`, "none installed", `npm install ${names.join(" ")}`);
  }
}
