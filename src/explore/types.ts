/** A value, and how many of a column have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
  /** Share of the values present, from 0 to 1. */
  readonly ratio: number;
}

/** Equal intervals from the least to the largest value. */
export interface Histogram {
  /** One more than there are counts, ascending. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** What is in a column, whatever its type. */
export interface ColumnFacts {
  readonly name: string;
  /** Values that are there. */
  readonly count: number;
  readonly missing: number;
  /** How many different values; an estimate beyond 10,000. */
  readonly distinct: number;
  /** The most frequent values. */
  readonly top: readonly ValueCount[];
}

/** A column of numbers, also where they stand as text. */
export interface NumericSummary extends ColumnFacts {
  readonly type: "number";
  readonly mean: number;
  /** Of the sample (ddof 1); null for one value. */
  readonly standardDeviation: number | null;
  /** The third standardised moment; null where all values are the same. */
  readonly skewness: number | null;
  readonly least: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly most: number;
  readonly histogram: Histogram;
}

/** A column of dates, as ISO 8601. */
export interface DateSummary extends ColumnFacts {
  readonly type: "date";
  readonly first: string;
  readonly last: string;
}

/** A column of text or booleans, or one without a value. */
export interface CategorySummary extends ColumnFacts {
  readonly type: "text" | "boolean" | "empty";
}

/** What is in a column. */
export type ColumnSummary = NumericSummary | DateSummary | CategorySummary;

/** How much one column tells of another. */
export interface Association {
  readonly columns: readonly [string, string];
  /** `pearson` and `spearman` of two columns of numbers (-1 to 1), `cramersV` of two of text, `correlationRatio` across (0 to 1). */
  readonly measure: "pearson" | "spearman" | "cramersV" | "correlationRatio";
  readonly value: number;
}

/** Something about a column that is to be looked at. */
export interface DescriptionWarning {
  readonly column: string;
  readonly code: "EMPTY" | "CONSTANT" | "NEARLY_CONSTANT" | "ID_LIKE" | "SKEWED" | "FAR_OUT" | "MISSING" | "MIXED" | "NUMBERS_AS_TEXT" | "DATES_TO_READ" | "NUMBERS_TO_READ" | "NEAR_COPY";
  readonly message: string;
}

/** What is in a table. */
export interface Description {
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** The strongest first. */
  readonly associations: readonly Association[];
  /** The rows that associations were taken from: all, or a random sample. */
  readonly associationRows: number;
  readonly warnings: readonly DescriptionWarning[];
  /** What is estimated, and how well, in words. */
  readonly notes: readonly string[];
}
