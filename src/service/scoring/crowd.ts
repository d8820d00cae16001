import { Matrix, type TableInput } from "../../data";
import { readTable, takeFrame } from "../../data";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import type { Insights } from "../../report/insights";
import { CosineTopN } from "../../stages/cosine-top-n";
import type { CosineTopNModel, SimilarNeighbor } from "../../stages/cosine-top-n/model";
import type { Breath } from "../turns";
import { inHalves } from "./in-halves";

/** Customers searched at a time: their first search makes an index of them, which must not last. */
const PART = 4096, SLICE = 256, SAMPLE_PART = 256;
/** The most similar ones that anybody may ask for. */
export const MOST_SIMILAR = 100;

/** A customer that is similar to another. */
export interface Similar {
  /** As given; null where the customers have no ids. */
  readonly id: string | number | null;
  readonly segment: number;
  /** The cosine of both as points in the space in which segments were found, from -1 to 1. */
  readonly similarity: number;
}

/** Customers among whom similar ones are found. */
export interface Crowd {
  readonly rows: number;
  readonly hasIds: boolean;
  /** The n most similar to each of some points, best first; of equally similar ones the first. */
  similar(points: Matrix, n: number, breath: Breath): Promise<Similar[][]>;
}

/** The sample of customers that a model keeps; null where it keeps none. The work is done in slices. */
export async function sampleOf(insights: Insights | null, breath: Breath): Promise<Crowd | null> {
  const sample = insights?.sample, parts: Part[] = [];
  if (!sample || sample.points.length === 0) return null;
  for (let start = 0; start < sample.points.length; start += SAMPLE_PART) {
    const points = sample.points.slice(start, start + SAMPLE_PART);
    parts.push({ top: new CosineTopN({ n: MOST_SIMILAR }).fit(Matrix.fromRows(points)), rows: points.length });
    await breath.take();
  }
  return new Parts(parts, sample.labels, sample.ids);
}

/**
 * A crowd of customers as records or a table. Those that the model refuses, as one that was fitted without them does, are left
 * out; where it refuses all of the first, the customers are. The work is done in slices.
 */
export async function crowdOf(model: SegmentationModel, customers: TableInput, breath: Breath): Promise<Crowd> {
  const table = readTable("customers", customers), parts: Part[] = [], labels: number[] = [], taken: number[] = [], last = model.pipeline.slice(-1);
  const all = model.id !== null && table.has(model.id) ? table.column(model.id).map(idOf) : null;
  for (let start = 0; start < table.rows; start += PART) {
    const points: Matrix[] = [], end = Math.min(start + PART, table.rows);
    for (let from = start; from < end; from += SLICE) {
      const slice = takeFrame(table, Array.from({ length: Math.min(SLICE, end - from) }, (_, i) => from + i)), before = taken.length;
      const refused = await inHalves(slice, breath, (part, at) => {
        const embedded = model.embed(part), found = last.predict(embedded);
        points.push(embedded);
        found.forEach((label, i) => {
          labels.push(label);
          taken.push(from + at + i);
        });
      });
      if (taken.length === 0 && refused.length > 0) throw refused[0]!.error;
      if (taken.length > before) await breath.take();
    }
    const rows = points.reduce((sum, part) => sum + part.rows, 0);
    if (rows === 0) continue;
    const { columns } = points[0]!, data = new Float64Array(rows * columns);
    points.reduce((at, part) => (data.set(part.data, at), at + part.data.length), 0);
    const top = new CosineTopN({ n: MOST_SIMILAR }).fit(Matrix.fromData(data, rows, columns));
    parts.push({ top, rows });
    top.query(Matrix.fromData(data.slice(0, columns), 1, columns));
    await breath.take();
  }
  return new Parts(parts, labels, all && taken.map((row) => all[row]!));
}

const idOf = (value: unknown, row: number): string | number => (typeof value === "string" || typeof value === "number" ? value : `(row ${row})`);

/** Some customers, searched together. */
interface Part {
  readonly top: CosineTopNModel<SimilarNeighbor>;
  readonly rows: number;
}

class Parts implements Crowd {
  readonly rows: number;
  readonly hasIds: boolean;

  constructor(
    private readonly parts: readonly Part[],
    private readonly labels: ArrayLike<number>,
    private readonly ids: readonly (string | number)[] | null,
  ) {
    this.rows = labels.length;
    this.hasIds = ids !== null;
  }

  async similar(points: Matrix, n: number, breath: Breath): Promise<Similar[][]> {
    const found: Similar[][] = [];
    for (let row = 0; row < points.rows; row++) {
      const point = Matrix.fromData(points.data.slice(row * points.columns, (row + 1) * points.columns), 1, points.columns);
      let best: { index: number; similarity: number }[] = [], start = 0;
      for (const { top, rows } of this.parts) {
        const more = top.query(point)[0]!.slice(0, n).map(({ index, similarity }) => ({ index: start + index, similarity }));
        // Sorting is stable: of equally similar ones those of earlier parts stay first.
        best = best.length === 0 ? more : [...best, ...more].sort((a, b) => b.similarity - a.similarity).slice(0, n);
        start += rows;
        await breath.take();
      }
      found.push(best.map(({ index, similarity }) => ({ id: this.ids?.[index] ?? null, segment: this.labels[index]!, similarity })));
    }
    return found;
  }
}
