import { collectRows, columnsOf, type RowMap, type RowStream } from "../math/rows";
import { Matrix } from "./matrix";

/**
 * Rows on their way from one stage of a pipeline to the next, computed as they are looked at. They look into the caller's
 * data: never handed out of a pipeline, nor kept beyond its work.
 */
export class StreamedRows {
  /**
   * @param names one a column
   * @param byHand what the stages before give where each does its work in turn, which also refuses what is to be refused
   */
  constructor(readonly names: readonly string[], readonly stream: RowStream, readonly byHand: () => unknown) {}

  /** These rows after one more map. */
  through(map: RowMap, names: readonly string[], byHand: (rows: unknown) => unknown): StreamedRows {
    const { source, maps } = this.stream;
    return new StreamedRows(names, { source, maps: [...maps, map] }, () => byHand(this.byHand()));
  }

  /** All of the rows, as the stages before give them. */
  settle(): unknown {
    if (this.stream.maps.length === 0) return this.byHand();
    const { data, finite } = collectRows(this.stream);
    return finite ? Matrix.wrap(data, this.stream.source.rows, columnsOf(this.stream), this.names) : this.byHand();
  }
}

/** What a stage that knows nothing of streams takes. */
export const settled = (value: unknown): unknown => (value instanceof StreamedRows ? value.settle() : value);
