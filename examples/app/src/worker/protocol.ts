import type { ColumnKind } from "segmentry";
import type { ColumnSummary, DescriptionWarning } from "segmentry/explore";
import type { Contribution, Insights, SegmentDistance } from "segmentry/insights";
import type { CustomerFeaturesOptions, RFMSegment } from "segmentry/orders";

/** A value of a customer as it is typed in or read. */
export type Cell = number | string | boolean | null;
export type Customer = Readonly<Record<string, Cell>>;

/** The sign between groups of three digits: any space stands for every kind of space, and so for apostrophes. */
export type GroupSign = "." | " " | "'";
/** The columns whose text is read as numbers with a decimal comma. */
export type Groups = Readonly<Record<string, GroupSign>>;

/** How a file of orders becomes customers, and which of its columns have decimal commas. */
export type OrderChoice = Pick<CustomerFeaturesOptions, "customer" | "date" | "amount" | "order" | "dateFormat"> & { readonly commas?: Groups };

/** The file, and how it is read. What was read of it is known by `id` and the rest. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly file: Blob;
  /** Kinds that were chosen where the inferred one was not right. */
  readonly schema: Readonly<Record<string, ColumnKind>>;
  /** Null where the file has one row a customer. */
  readonly orders: OrderChoice | null;
  /** Null where that is to be found out. */
  readonly commas: Groups | null;
}

/** A column of a file whose numbers have a decimal comma, or only group signs beside such columns. */
export interface CommaColumn {
  readonly name: string;
  readonly group: GroupSign;
  /** Whether it has whole numbers only. */
  readonly isWhole: boolean;
  /** Whether without that it is one of numbers with a decimal point: 1.234 is 1234 or a little more than 1. */
  readonly isPointed: boolean;
  /** A value as it stands there. */
  readonly example: string;
  /** Values that are no such number, which become missing, and the first of them. */
  readonly unread: number;
  readonly unreadExample: string | null;
}

/** A column as it was found, with the shape of its values where it has one. */
export interface OpenedColumn {
  readonly summary: ColumnSummary;
  readonly kind: ColumnKind;
  readonly warnings: readonly DescriptionWarning[];
  /** Counts over equal intervals from least to most; null for text. */
  readonly shape: readonly number[] | null;
}

/** What came of orders. */
export interface OrdersFound {
  readonly rows: number;
  readonly orders: number;
  readonly reference: string;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  readonly rfm: readonly RFMSegment[];
}

/** A file that was read. */
export interface Opened {
  readonly rows: number;
  readonly columns: readonly OpenedColumn[];
  /** The names of all columns where they look like a customer, so that the file may have no line of names. */
  readonly namesLikeValues: readonly string[];
  /** Where the file looks like one of orders rather than of customers. */
  readonly looksLikeOrders: OrderChoice | null;
  readonly orders: OrdersFound | null;
  /** What was found of decimal commas, where that was asked. */
  readonly commas: readonly CommaColumn[];
}

/** Some of the customers on the plane of the map. */
export interface MapPoints {
  readonly of: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly label: Uint16Array;
  /** The row in the table, from 0. */
  readonly row: Int32Array;
  readonly ids: readonly (string | number)[] | null;
}

export interface FitPlan {
  readonly ignored: readonly string[];
  readonly k: number | null;
}

/** Segments that were found, as a document to keep and as plain data to show. */
export interface Fitted {
  readonly k: number;
  /** The model's JSON. */
  readonly model: string;
  readonly insights: Insights;
  readonly features: readonly string[];
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  readonly notes: readonly string[];
  readonly map: MapPoints;
}

export interface Near {
  readonly row: number;
  readonly id: string | number | null;
  readonly segment: number;
  readonly distance: number;
}

/** Why a customer is in a segment, and who is near. */
export interface Answered {
  readonly segment: number;
  readonly margin: number;
  readonly next: number | null;
  readonly distances: readonly SegmentDistance[];
  readonly contributions: readonly Contribution[];
  readonly near: readonly Near[];
  /** On the plane of the map. */
  readonly at: readonly [number, number];
}

/** What of the customers goes into a model or a report. */
export type Kept = "points" | "none" | "ids";

export interface ExportPlan {
  readonly what: "model" | "csv" | "report" | "rfm";
  readonly names: readonly string[];
  readonly kept: Kept;
  readonly title: string;
  readonly generated: string;
}

/** What the worker does: for each kind of work what it takes and gives. */
export interface Work {
  open: { takes: object; gives: Opened };
  fit: { takes: FitPlan; gives: Fitted };
  answer: { takes: { readonly model: string; readonly customer: Customer }; gives: Answered };
  row: { takes: { readonly row: number }; gives: Customer };
  export: { takes: ExportPlan & { readonly model: string }; gives: Blob };
}
export type Kind = keyof Work;

export interface Asked<K extends Kind = Kind> {
  readonly at: number;
  readonly kind: K;
  readonly source: Source;
  readonly plan: Work[K]["takes"];
}

/** Why something was refused, in the words of the library. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly rule: string;
  readonly found: string;
  readonly remedy: string;
}

export interface Step {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export type Told =
  | { readonly at: number; readonly told: "progress"; readonly step: Step }
  | { readonly at: number; readonly told: "done"; readonly result: Work[Kind]["gives"] }
  | { readonly at: number; readonly told: "refused"; readonly refusal: Refusal };
