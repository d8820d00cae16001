import type { Estimator, Model, Predictor, Transformer } from "./contract";

/** Any estimator, whatever it takes and gives. */
export type AnyEstimator = Estimator<never, Model>;

/** What an estimator is fitted on. */
export type InputOf<E> = E extends Estimator<infer In, Model> ? In : never;

/** The model that an estimator gives. */
export type ModelOf<E> = E extends Estimator<never, infer M> ? M : never;

/** What an estimator's model turns its input into; never where it has no transform. */
export type OutputOf<E> = ModelOf<E> extends Pick<Transformer<never, infer Out>, "transform"> ? Out : never;

/** The last of a list of types. */
export type LastOf<S extends readonly unknown[]> = S extends readonly [...unknown[], infer L] ? L : never;

/** The stages as they are where each takes what the one before gives; at the first that does not, a type that says so. */
export type Fitting<S extends readonly AnyEstimator[]> = {
  [I in keyof S]: Before<S, I> extends infer B
    ? [B] extends [never] ? S[I]
    : [OutputOf<B>] extends [never] ? { "the stage before this one has no transform": B }
    : [OutputOf<B>] extends [InputOf<S[I]>] ? S[I]
    : { "this stage does not take what the stage before it gives": OutputOf<B> }
    : never;
};

type Before<S extends readonly unknown[], I> = I extends keyof [never, ...S] ? [never, ...S][I] : never;

/** What a pipeline's model can do beside `slice` and `toJSON`: what its last stage can. */
export type Abilities<In, Last> =
  & (Last extends Predictor<never> ? Pick<Predictor<In>, "predict"> : unknown)
  & (Last extends Transformer<never, infer Out> ? Pick<Transformer<In, Out>, "transform"> : unknown);
