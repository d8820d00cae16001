import type { Model } from "./contract";

/** The model, frozen. Its type stays, which `Object.freeze` loses for private fields. */
export function freezeModel<M extends Model>(model: M): M {
  return Object.freeze(model);
}
