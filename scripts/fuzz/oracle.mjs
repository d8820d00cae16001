// What a service must answer, found out without it: the rules of the contract, and the model itself.

/** Numbers farther from zero are no values of customers. */
const LARGEST = 1e100;
/** As the service has them by default. */
export const LIMITS = { bodyBytes: 10_000_000, rows: 10_000, rowBytes: 262_144, explainRows: 1_000 };

const part = (name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Where in a body a field stands, as a pointer says it. */
export const pointerTo = (row, column, isList) => `#${isList ? `/${row}` : ""}${column === null ? "" : `/${part(column)}`}`;

/** A text that bytes are, or null where they are no UTF-8; without the mark of the byte order. */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A value of JSON, or nothing where the text is none. */
export function valueOf(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

export class Oracle {
  #known = new Map();

  /** @param columns what the service says that the model asks of a customer */
  constructor(model, columns, names) {
    this.model = model;
    this.columns = columns;
    this.names = names;
    this.example = Object.fromEntries(columns.map(({ name, example }) => [name, example]));
  }

  /** The columns of a row that are wrong (null: the row is no customer at all), and its segment where none is. */
  row(row) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) return { wrong: [null], segment: null };
    const wrong = this.columns.filter((column) => !Object.hasOwn(row, column.name) || !this.#isTaken(column, row[column.name])).map(({ name }) => name);
    return { wrong, segment: wrong.length > 0 ? null : this.#segmentOf(row) };
  }

  #isTaken({ name, type, nullable }, value) {
    if (value === null) return nullable;
    if (type === "number") return typeof value === "number" && Math.abs(value) <= LARGEST;
    if (type === "text" && typeof value === "string" && value.trim() === "") return nullable;
    // What text is a date, the model says.
    if (type === "date") return typeof value === "string" && value.trim() !== "" && this.#segmentOf({ ...this.example, [name]: value }).refused === undefined;
    return typeof value === (type === "text" ? "string" : type);
  }

  /** That of the model here, or why it refuses what the rules allow. */
  #segmentOf(row) {
    const customer = Object.fromEntries(this.columns.map(({ name }) => [name, row[name]])), key = JSON.stringify(Object.values(customer));
    if (!this.#known.has(key)) {
      if (this.#known.size > 50_000) this.#known.clear();
      this.#known.set(key, this.#scored(customer));
    }
    return this.#known.get(key);
  }

  #scored(customer) {
    try {
      const segment = this.model.predict([customer])[0];
      return { segment, distance: this.model.transform([customer]).row(0)[segment] };
    } catch (error) {
      if (error.name !== "SegmentryError") throw error;
      return { refused: error.code };
    }
  }
}
