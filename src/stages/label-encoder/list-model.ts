import { decodeClass, encode, readUnseen, type Codec, type Model, type ModelJSON, type Unseen } from "../../core";
import { indexClasses, type Category, type ClassIndex } from "../../data";
import { isList, SegmentryError, show } from "../../errors";

const WHO = "LabelEncoder";
const KIND = "LabelList";

/**
 * A fitted {@link LabelEncoder} of one list of values. Immutable.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "segmentry";
 *
 * const model = new LabelEncoder().fit(["low", "high", "low"]);
 * console.log(model.classes, model.inverseTransform([1, 0])); // [ 'high', 'low' ] [ 'low', 'high' ]
 * ```
 */
export class LabelListModel<T extends Category = Category> implements Model {
  readonly kind = KIND;
  /** The distinct values, sorted; the index of each is its code. */
  readonly classes: readonly T[];
  readonly #index: ClassIndex;

  /** @hidden */
  constructor(classes: readonly T[], readonly unseen: Unseen) {
    this.classes = Object.freeze([...classes]);
    this.#index = indexClasses(classes);
  }

  /**
   * The code of each value. O(values).
   *
   * @throws SegmentryError `UNSEEN_CATEGORY` unless a code for unseen values was chosen
   */
  transform(values: readonly T[]): number[] {
    if (!isList(values)) throw new SegmentryError("INVALID_OPTION", WHO, "a list of values", show(values));
    return values.map((value, i) => {
      const code = this.#index.get(value);
      if (code !== undefined) return code;
      if (this.unseen !== "error") return this.unseen;
      throw new SegmentryError("UNSEEN_CATEGORY", WHO, "values it was fitted on", `${show(value)} at index ${i}`, "fit again with it, or choose its code with the option unseen");
    });
  }

  /** The value of each code; null for the code of unseen values. */
  inverseTransform(codes: ArrayLike<number>): (T | null)[] {
    if (!isList(codes)) throw new SegmentryError("INVALID_OPTION", WHO, "a list of codes", show(codes));
    return Array.from(codes, (code, i) => decodeClass(WHO, this.classes, code, this.unseen, i) as T | null);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { classes: this.classes, unseen: this.unseen });
  }
}

/** Reads a fitted LabelEncoder of a list back. */
export const labelListCodec: Codec<LabelListModel> = {
  kind: KIND,
  read: (fields) => new LabelListModel(fields.categories("classes"), readUnseen(fields)),
};
