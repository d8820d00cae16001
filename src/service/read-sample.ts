import { readSampleIn } from "../page/read-insights";
import type { CustomerSample, Insights } from "../report/insights";
import type { Breath } from "./turns";

/** Customers that are read at once. */
const AT_ONCE = 128;

/** The sample in insights that nobody has checked yet, as `readInsights` reads it, in slices of work. */
export async function readSampleInParts(insights: Insights, k: number, dimensions: number, breath: Breath): Promise<CustomerSample | null> {
  const { sample } = insights, whole = (): CustomerSample | null => readSampleIn(insights, k, dimensions);
  if (!sample || !isEven(sample)) return whole();
  const { points, labels, silhouettes, ids } = sample, parts: CustomerSample[] = [];
  try {
    for (let start = 0; start < points.length; start += AT_ONCE) {
      const of = <T>(list: readonly T[]): readonly T[] => list.slice(start, start + AT_ONCE);
      parts.push(readSampleIn({ ...insights, sample: { ...sample, points: of(points), labels: of(labels), silhouettes: of(silhouettes), ids: ids && of(ids) } }, k, dimensions)!);
      await breath.take();
    }
  } catch {
    // Refused by the place where it stands in the whole.
    return whole();
  }
  return {
    of: sample.of, points: parts.flatMap((part) => part.points), labels: parts.flatMap((part) => part.labels), silhouettes: parts.flatMap((part) => part.silhouettes),
    ids: ids && parts.flatMap((part) => part.ids!),
  };
}

/** Whether all lists have an item for each customer, or none where they may: what can be cut into parts. */
function isEven({ points, labels, silhouettes, ids }: CustomerSample): boolean {
  const lists: unknown[] = [points, labels, silhouettes, ...(ids === null ? [] : [ids])];
  return points?.length > 0 && lists.every((list) => Array.isArray(list) && (list.length === points.length || (list === silhouettes && list.length === 0)));
}
