import { Matrix, type Category, type ColumnKind, type ColumnSpec, type ColumnType } from "../data";
import { SegmentryError, show } from "../errors";
import type { Model, ModelJSON } from "./contract";

/** How one kind of model is read back from JSON. */
export interface Codec<M extends Model = Model> {
  readonly kind: string;
  /** The newest version of its form that can be read. */
  readonly version: number;
  read(fields: FieldReader, decodeModel: (value: unknown) => Model): M;
}

const KINDS: readonly ColumnKind[] = ["numeric", "categorical", "date", "id", "ignore"];
const TYPES: readonly ColumnType[] = ["number", "boolean", "date", "text"];

/**
 * Reads the fields of an untrusted object one by one: only its own, each checked before use. Claims of size are compared
 * with what is there before anything is allocated.
 */
export class FieldReader {
  readonly #object: Record<string, unknown>;
  readonly #left: Set<string>;

  constructor(readonly who: string, value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new SegmentryError("INVALID_MODEL", who, "an object", show(value));
    }
    this.#object = value as Record<string, unknown>;
    this.#left = new Set(Object.keys(value));
  }

  value(name: string): unknown {
    this.#left.delete(name);
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  fail(name: string, rule: string, found: string): never {
    throw new SegmentryError("INVALID_MODEL", this.who, `${name} to be ${rule}`, found, "the file is damaged or was not written by segmentry");
  }

  /** Refuses fields that nobody read. */
  done(): void {
    for (const name of this.#left) this.fail("every field", "one that it knows", show(name));
  }

  number(name: string, min = -Infinity): number {
    const value = this.value(name);
    if (typeof value === "number" && Number.isFinite(value) && value >= min) return value;
    return this.fail(name, min === -Infinity ? "a finite number" : `a finite number of ${min} or more`, show(value));
  }

  integer(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.value(name);
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
    return this.fail(name, `an integer of ${min} or more`, show(value));
  }

  boolean(name: string): boolean {
    const value = this.value(name);
    return typeof value === "boolean" ? value : this.fail(name, "true or false", show(value));
  }

  string(name: string): string {
    const value = this.value(name);
    return typeof value === "string" ? value : this.fail(name, "text", show(value));
  }

  oneOf<T>(name: string, values: readonly T[]): T {
    const value = this.value(name);
    return values.includes(value as T) ? (value as T) : this.fail(name, `one of ${values.join(", ")}`, show(value));
  }

  list<T>(name: string, item: (value: unknown, index: number) => T, length?: number): T[] {
    const value = this.value(name);
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      return this.fail(name, length === undefined ? "a list" : `a list of ${length}`, show(value));
    }
    // Array.from visits holes, map does not.
    return Array.from(value as unknown[], item);
  }

  numbers(name: string, length?: number, min = -Infinity): number[] {
    return this.list(name, (value, i) => {
      if (typeof value === "number" && Number.isFinite(value) && value >= min) return value;
      return this.fail(`${name}[${i}]`, min === -Infinity ? "a finite number" : `a finite number of ${min} or more`, show(value));
    }, length);
  }

  strings(name: string, length?: number): string[] {
    return this.list(name, (value, i) => (typeof value === "string" ? value : this.fail(`${name}[${i}]`, "text", show(value))), length);
  }

  /** Distinct strings. */
  names(name: string, length?: number): readonly string[] {
    const names = this.strings(name, length);
    if (new Set(names).size < names.length) this.fail(name, "distinct names", "one twice");
    return Object.freeze(names);
  }

  matrix(name: string): Matrix {
    const fields = this.object(name);
    const rows = fields.integer("rows", 1), columns = fields.integer("columns", 1);
    const names = fields.names("names", columns), data = fields.numbers("data", rows * columns);
    fields.done();
    return Matrix.wrap(Float64Array.from(data), rows, columns, names);
  }

  columns(name: string): readonly ColumnSpec[] {
    const specs = this.list(name, (_, i) => {
      const fields = this.nested(name, i);
      const spec = { name: fields.string("name"), kind: fields.oneOf("kind", KINDS), type: fields.oneOf("type", TYPES) };
      fields.done();
      return spec;
    });
    if (new Set(specs.map((spec) => spec.name)).size < specs.length) this.fail(name, "columns of distinct names", "one twice");
    return specs;
  }

  /** Distinct categories of one type. */
  categories(name: string): readonly Category[] {
    const values = this.list(name, (value, i) => {
      if (typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
      return this.fail(`${name}[${i}]`, "text, a finite number or a boolean", show(value));
    });
    if (new Set(values).size < values.length) this.fail(name, "distinct values", "one twice");
    return Object.freeze(values);
  }

  /** A reader of one item of a list of objects. */
  nested(name: string, index: number): FieldReader {
    return new FieldReader(`${this.who} ${name}[${index}]`, (this.value(name) as unknown[])[index]);
  }

  object(name: string): FieldReader {
    return new FieldReader(`${this.who} ${name}`, this.value(name));
  }
}

/** Kind and version in front of a model's fields, copied. */
export function encode(kind: string, fields: Record<string, unknown>, version = 1): ModelJSON {
  return { kind, version, ...structuredClone(fields) };
}
