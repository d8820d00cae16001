import { Matrix, type Category, type ColumnKind, type ColumnSpec, type ColumnType } from "../data";
import { isRecord, SegmentryError, show } from "../errors";
import type { Model, ModelJSON } from "./contract";

/** How one kind of model is read back from JSON. */
export interface Codec<M extends Model = Model> {
  readonly kind: string;
  /** The newest version of its form that can be read. Default: 1. */
  readonly version?: number;
  /** The model that the fields stand for; refuses what is not valid. */
  read(fields: FieldReader, decodeModel: (value: unknown) => Model): M;
}

/** Under this an estimator has the codec of its models, where no `decode` knows it by itself. Known to every copy of this library. */
export const CODEC: unique symbol = Symbol.for("segmentry.codec") as never;

const KINDS: readonly ColumnKind[] = ["numeric", "categorical", "date", "id", "ignore"];
const TYPES: readonly ColumnType[] = ["number", "boolean", "date", "text"];

/**
 * Reads the fields of an untrusted object one by one: only its own, each checked before use. Claims of size are compared
 * with what is there before anything is allocated. Every method throws SegmentryError `INVALID_MODEL`.
 */
export class FieldReader {
  readonly #object: Record<string, unknown>;
  readonly #left: Set<string>;

  constructor(readonly who: string, value: unknown) {
    if (!isRecord(value)) {
      throw new SegmentryError("INVALID_MODEL", who, "an object", show(value));
    }
    this.#object = value;
    this.#left = new Set(Object.keys(value));
  }

  /** The value of a field, unchecked; undefined where it is not there. */
  value(name: string): unknown {
    this.#left.delete(name);
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  /** Refuses a field. */
  fail(name: string, rule: string, found: string): never {
    throw new SegmentryError("INVALID_MODEL", this.who, `${name} to be ${rule}`, found, "the file is damaged or was not written by segmentry");
  }

  /** Refuses fields that nobody read. */
  done(): void {
    for (const name of this.#left) this.fail("every field", "one that it knows", show(name));
  }

  /** A finite number of `min` or more. */
  number(name: string, min = -Infinity): number {
    return this.#number(name, this.value(name), min);
  }

  /** An integer of `min` or more. */
  integer(name: string, min: number): number {
    const value = this.number(name, min);
    return Number.isInteger(value) ? value : this.fail(name, "an integer", show(value));
  }

  /** True or false. */
  boolean(name: string): boolean {
    return this.oneOf(name, [true, false]);
  }

  /** Text. */
  string(name: string): string {
    return this.#string(name, this.value(name));
  }

  /** One of the given values. */
  oneOf<T>(name: string, values: readonly T[]): T {
    const value = this.value(name);
    return values.includes(value as T) ? (value as T) : this.fail(name, `one of ${values.join(", ")}`, show(value));
  }

  /** A list, of the given length where one is given, each item passed through `item`. */
  list<T>(name: string, item: (value: unknown, index: number) => T, length?: number): T[] {
    const value = this.value(name);
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      return this.fail(name, length === undefined ? "a list" : `a list of ${length}`, show(value));
    }
    // Array.from visits holes, map does not.
    return Array.from(value as unknown[], item);
  }

  /** A list of finite numbers of `min` or more. */
  numbers(name: string, length?: number, min?: number): number[] {
    return this.list(name, (value, i) => this.#number(name, value, min, i), length);
  }

  /** A list of texts. */
  strings(name: string, length?: number): string[] {
    return this.list(name, (value, i) => this.#string(name, value, i), length);
  }

  /** Distinct strings. */
  names(name: string, length?: number): readonly string[] {
    return this.distinct(name, this.strings(name, length));
  }

  /** A matrix, its claims of size compared with its data. */
  matrix(name: string): Matrix {
    return this.object(name, (fields) => {
      const rows = fields.integer("rows", 1), columns = fields.integer("columns", 1), names = fields.names("names", columns);
      return Matrix.wrap(Float64Array.from(fields.numbers("data", rows * columns)), rows, columns, names);
    });
  }

  /** Columns of distinct names. */
  columns(name: string): readonly ColumnSpec[] {
    const specs = this.each(name, (fields) => ({ name: fields.string("name"), kind: fields.oneOf("kind", KINDS), type: fields.oneOf("type", TYPES) }));
    this.distinct(name, specs.map((spec) => spec.name));
    return specs;
  }

  /** Refuses a list with a value twice. */
  distinct<T>(name: string, values: T[]): readonly T[] {
    if (new Set(values).size < values.length) this.fail(name, "distinct", "one twice");
    return Object.freeze(values);
  }

  /** Refuses items that are not distinct columns among the given ones. */
  among(name: string, items: readonly { name: string }[], columns: readonly ColumnSpec[]): void {
    this.distinct(name, items.map((item) => item.name));
    if (items.some((item) => !columns.some((column) => column.name === item.name))) this.fail(name, "columns of it", "others");
  }

  /** Distinct categories. */
  categories(name: string): readonly Category[] {
    const values = this.list(name, (value, i) => (typeof value === "string" || typeof value === "boolean" ? value : this.#number(name, value, undefined, i)));
    return this.distinct(name, values);
  }

  /** A list of objects, each read by `read` to its last field. */
  each<T>(name: string, read: (fields: FieldReader) => T): T[] {
    return this.list(name, (value, i) => readAll(new FieldReader(`${this.who} ${name}[${i}]`, value), read));
  }

  /** One object, read by `read` to its last field. */
  object<T>(name: string, read: (fields: FieldReader) => T): T {
    return readAll(new FieldReader(`${this.who} ${name}`, this.value(name)), read);
  }

  #number(name: string, value: unknown, min = -Infinity, index?: number): number {
    if (Number.isFinite(value) && (value as number) >= min) return value as number;
    return this.fail(at(name, index), `a finite number${min > -Infinity ? ` of ${min} or more` : ""}`, show(value));
  }

  #string(name: string, value: unknown, index?: number): string {
    return typeof value === "string" ? value : this.fail(at(name, index), "text", show(value));
  }
}

/** The name of a field or of an item. Only what is refused has one: to name each of thousands of numbers takes longer than to read them. */
function at(name: string, index?: number): string {
  return index === undefined ? name : `${name}[${index}]`;
}

function readAll<T>(fields: FieldReader, read: (fields: FieldReader) => T): T {
  const value = read(fields);
  fields.done();
  return value;
}

/** Kind and version in front of a model's fields, copied. */
export function encode(kind: string, fields: Record<string, unknown>): ModelJSON {
  return JSON.parse(JSON.stringify({ kind, version: 1, ...fields })) as ModelJSON;
}

/** A deep copy of plain data that nobody can change. */
export function frozen<T>(value: T): T {
  return freezeAll(JSON.parse(JSON.stringify(value)) as T);
}

/** A reviver, called for each number, takes several times as long. */
function freezeAll<T>(item: T): T {
  if (Object(item) === item) Object.values(item as object).forEach(freezeAll);
  return Object.freeze(item);
}
