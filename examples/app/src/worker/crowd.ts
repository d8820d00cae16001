import { CosineTopN, type CosineTopNModel, type Matrix, type Table } from "segmentry";
import type { SegmentMap, Insights } from "segmentry/insights";
import { decodeSegmentation, type DistantNeighbor, type SegmentationModel } from "segmentry/predict";
import { MOST_DRAWN } from "../limits";
import type { MapPoints } from "./protocol";

/** All customers of the file as a model sees them. */
export interface Crowd {
  readonly text: string;
  readonly table: Table;
  readonly model: SegmentationModel;
  readonly labels: Int32Array;
  readonly points: Matrix;
  readonly ids: readonly (string | number)[] | null;
  /** The customers nearest to a point. */
  readonly nearest: CosineTopNModel<DistantNeighbor>;
}

const MOST_NEAR = 6;

let last: Crowd | null = null;

/** The customers under a model, kept until another table or model comes. */
export function crowdOf(table: Table, text: string): Crowd {
  if (last?.text === text && last.table === table) return last;
  const model = decodeSegmentation(text), points = model.embed(table), labels = model.predict(table);
  const ids = model.id === null || !table.names.includes(model.id) ? null : table.column(model.id).map((id, row) => (typeof id === "string" || typeof id === "number" ? id : `row ${row + 1}`));
  last = { text, table, model, labels, points, ids, nearest: new CosineTopN({ n: MOST_NEAR, metric: "euclidean" }).fit(points) };
  return last;
}

/** Where a point lies on the plane of the map. */
export function onMap({ mean, axes }: SegmentMap, point: ArrayLike<number>): [number, number] {
  const along = (axis: readonly number[]): number => axis.reduce((sum, weight, j) => sum + weight * (point[j]! - mean[j]!), 0);
  return [along(axes[0]), along(axes[1])];
}

/** Up to so many customers for the map, each segment by its share but none left out. */
export function mapOf({ labels, points, ids, model }: Crowd, { map }: Insights): MapPoints {
  const rows = drawn(labels, model.k), x = new Float32Array(rows.length), y = new Float32Array(rows.length), { columns, data } = points;
  rows.forEach((row, i) => {
    [x[i], y[i]] = onMap(map, data.subarray(row * columns, (row + 1) * columns));
  });
  return { of: labels.length, x, y, label: Uint16Array.from(rows, (row) => labels[row]!), row: Int32Array.from(rows), ids: ids && rows.map((row) => ids[row]!) };
}

function drawn(labels: Int32Array, k: number): number[] {
  const share = Math.min(1, MOST_DRAWN / labels.length), sizes = new Float64Array(k), taken = new Float64Array(k), rows: number[] = [];
  labels.forEach((label, row) => {
    sizes[label]!++;
    // Every so many-th customer of each segment, the first one always.
    if (taken[label]! >= sizes[label]! * share) return;
    taken[label]!++;
    rows.push(row);
  });
  return rows;
}
