import { checkOptions, SegmentryError, show } from "../errors";

/** What stands at the head of a report. There is no clock in the library: a date is the caller's. */
export interface ReportOptions {
  /** Default: "Customer segments". */
  title?: string;
  /** Where the customers came from, such as the name of a file. */
  source?: string;
  /** When the report was made, in words. */
  generated?: string;
}

/** Checked options. */
export interface Head {
  readonly title: string;
  readonly source: string | null;
  readonly generated: string | null;
}

/** Checks the options of a report. */
export function checkReportOptions(who: string, options: ReportOptions): Head {
  checkOptions(who, options, ["title", "source", "generated"]);
  const text = (name: keyof ReportOptions): string | null => {
    const value: unknown = options[name];
    if (value === undefined || typeof value === "string") return value ?? null;
    throw new SegmentryError("INVALID_OPTION", who, `${name} to be text`, show(value));
  };
  return { title: text("title") || "Customer segments", source: text("source"), generated: text("generated") };
}
