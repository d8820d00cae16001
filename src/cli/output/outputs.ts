import type { CliIO } from "../io";
import { findDestination, refuseSame } from "./destination";
import { OutputFile } from "./output-file";

/** The outputs of a command by the name of their option; undefined where it is not asked for. */
export type Paths<K extends string> = Readonly<Record<K, string | undefined>>;

/** Outputs that can be written. */
export type Outputs<K extends string> = Readonly<Record<K, OutputFile | undefined>>;

/**
 * Checks that outputs can be written, does the work that writes them, and puts all of them in their places when it is done;
 * where it fails or is stopped, none.
 *
 * @param inputs the files that are read: no output may be one of them
 */
export async function withOutputs<K extends string, T>(
  who: string, paths: Paths<K>, inputs: readonly string[], io: CliIO, work: (outputs: Outputs<K>) => Promise<T>,
): Promise<T> {
  const asked = (Object.entries(paths) as [K, string | undefined][]).filter((entry): entry is [K, string] => entry[1] !== undefined);
  const destinations = await Promise.all(asked.map(([, path]) => findDestination(who, path, io)));
  await refuseSame(who, destinations, inputs, io);
  const files = destinations.map((destination) => new OutputFile(who, destination, io));
  try {
    const result = await work(Object.fromEntries(asked.map(([name], i) => [name, files[i]])) as Outputs<K>);
    for (const file of files) await file.close();
    io.signal?.throwIfAborted();
    for (const file of files) await file.commit();
    return result;
  } catch (error) {
    for (const file of files) await file.discard();
    throw error;
  }
}
