import { checkFit, checkUnseen, CODEC, codedSchema, encoderColumns, freezeModel, requireFeatures, type DataSchema, type Estimator, type FitOptions, type Unseen } from "../../core";
import { countClasses, readTable, type TableInput } from "../../data";
import { checkBoolean, checkNames, checkOptions } from "../../errors";
import { frequencyEncoder, FrequencyEncoderModel, type FrequencyColumn } from "./model";

/** Options of {@link FrequencyEncoder}. */
export interface FrequencyEncoderOptions {
  /** The columns to encode. Default: all of text. */
  columns?: readonly string[];
  /** The share of the customers with a category, from 0 to 1, rather than how many they are. Default: `true`. */
  normalize?: boolean;
  /** What becomes of a category that was not there at fit: it is refused, or stands as this number, of which 0 says that nobody had it. Default: `"error"`. */
  unseen?: Unseen;
}

const WHO = "FrequencyEncoder";

/**
 * Encodes categories by how frequent they are: one column of numbers for a column of however many categories. Two categories
 * that are equally frequent become the same number.
 *
 * @example
 * ```ts
 * import { FrequencyEncoder } from "segmentry/prepare";
 *
 * const customers = ["Rome", "Oslo", "Rome", "Rome"].map((CITY) => ({ CITY }));
 * console.log(new FrequencyEncoder().fit(customers).transform(customers).column("CITY")); // [ 0.75, 0.25, 0.75, 0.75 ]
 * ```
 */
export class FrequencyEncoder implements Estimator<TableInput, FrequencyEncoderModel> {
  readonly kind = WHO;
  readonly columns: readonly string[] | undefined;
  readonly normalize: boolean;
  readonly unseen: Unseen;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: FrequencyEncoderOptions = {}) {
    checkOptions(WHO, options, ["columns", "normalize", "unseen"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    const { normalize = true, unseen = "error" } = options;
    this.normalize = checkBoolean(WHO, "normalize", normalize);
    this.unseen = checkUnseen(WHO, unseen);
    Object.freeze(this);
  }

  /**
   * Counts the categories of each column. O(rows x columns + categories x log categories).
   *
   * @throws SegmentryError `MISSING_VALUE`, `COLUMN_TYPE` for dates, `EMPTY_DATA`, `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): FrequencyEncoderModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), { specs, coded } = encoderColumns(WHO, { columns: table.specs, exact: true }, this.columns);
    if (specs.length === 0) requireFeatures(WHO, table.specs);
    const encoded = coded.map(({ name }): FrequencyColumn => {
      const { classes, counts } = countClasses(WHO, table.store(name));
      return { name, classes, frequencies: counts.map((count) => (this.normalize ? count / table.rows : count)) };
    });
    return freezeModel(new FrequencyEncoderModel(specs, encoded, this.unseen));
  }

  outputSchema(schema: DataSchema): DataSchema {
    const { specs, coded } = encoderColumns(WHO, schema, this.columns);
    return codedSchema(schema, specs, coded);
  }

  /** @internal */
  get [CODEC](): typeof frequencyEncoder {
    return frequencyEncoder;
  }
}
