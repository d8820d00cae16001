import { Matrix, type TableInput } from "../data";
import { checkOptions } from "../errors";
import { decodeWith } from "../models";
import type { FindSegmentsOptions } from "../insights/options";
import { Segmentation, type SegmentOptions } from "../recipes/segment";
import { dateToDays } from "../stages/date-to-days/model";
import { powerTransformer } from "../stages/power-transformer/model";
import { winsorizer } from "../stages/winsorizer/model";
import { conduct, type Conducted } from "./conduct";
import { checkWorkerOptions, WORKER_OPTIONS, type WorkerOptions } from "./options";
import { plain } from "./recipe/describe";
import type { FoundBuffers } from "./threads/messages";
import type { Platform } from "./threads/platform";

/** What {@link SegmentAsync} takes beside the customers. */
export interface AsyncSegmentOptions extends Omit<SegmentOptions, "onProgress" | "signal">, WorkerOptions {}

/** The type of `segmentAsync`. */
export interface SegmentAsync {
  /**
   * What `segment(customers, options)` gives, bit for bit, computed on another thread.
   *
   * The customers are copied, in slices between which the event loop has its turn. Changing them while they are copied is
   * refused. The worker is ended when the promise settles.
   *
   * @throws SegmentryError what `segment` refuses; `DATA_CHANGED`, `OUT_OF_MEMORY`, `WORKER_DIED`
   */
  (customers: TableInput, options?: AsyncSegmentOptions): Promise<Segmentation>;
}

/** What {@link FindSegmentsAsync} takes beside the customers. */
export interface AsyncFindSegmentsOptions extends Omit<FindSegmentsOptions, "onProgress" | "signal">, WorkerOptions {}

/** The type of `findSegmentsAsync`. */
export interface FindSegmentsAsync {
  /**
   * What `findSegments(customers, options)` of `segmentry/insights` gives, bit for bit, computed on another thread.
   *
   * @throws SegmentryError what `findSegments` refuses; `DATA_CHANGED`, `OUT_OF_MEMORY`, `WORKER_DIED`
   */
  (customers: TableInput, options?: AsyncFindSegmentsOptions): Promise<Segmentation>;
}

const decode = /* @__PURE__ */ decodeWith(dateToDays, winsorizer, powerTransformer);

/** `segmentAsync` on a platform. */
export function createSegmentAsync(platform: Platform): SegmentAsync {
  return async (customers, options = {}) => segmentOn(platform, "segment", customers, options);
}

/** `findSegmentsAsync` on a platform. */
export function createFindSegmentsAsync(platform: Platform): FindSegmentsAsync {
  return async (customers, options = {}) => segmentOn(platform, "findSegments", customers, options);
}

async function segmentOn(platform: Platform, work: "segment" | "findSegments", customers: TableInput, options: AsyncSegmentOptions): Promise<Segmentation> {
  const who = `${work}Async`;
  checkOptions(who, options, Object.keys(options ?? {}));
  checkWorkerOptions(who, options);
  const own = Object.entries(options).filter(([name]) => !(WORKER_OPTIONS as readonly string[]).includes(name));
  return await conduct(platform, { who, work: { work, options: plain(who, Object.fromEntries(own)) }, input: customers, options }, finish);
}

/** The result in the caller's hands. What is long comes and is gone through in turns. */
async function finish(conducted: Conducted): Promise<Segmentation> {
  const { text, turns } = conducted, { labels, rows, points } = conducted.found as FoundBuffers;
  const droppedRows: number[] = [], ids: (string | number)[] = [];
  await turns.through(labels.length, 65_536, (from, to) => {
    for (let row = from; row < to; row++) if (labels[row]! < 0) droppedRows.push(row);
  });
  for (let more; (more = await conducted.moreIds()).length > 0;) {
    for (const id of more) ids.push(id);
    await turns.next();
  }
  const { data, rows: count, columns, names } = points;
  return new Segmentation(decode(text, "Segmentation"), { labels, rows, droppedRows, ids, points: Matrix.wrap(data, count, columns, names) });
}
