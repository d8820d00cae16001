import { SegmentryError, type AnyModel, type ModelKinds } from "../../index";
import type { CliIO } from "../io";
import { decodeModel } from "./decode";
import { renaming } from "./rename";
import { readText } from "./text";

/** A model of any kind and the name of its file. */
export interface ModelFile {
  readonly name: string;
  readonly model: AnyModel;
}

/** Reads a model; what is wrong with it is refused in the name of its file. */
export async function readModel(who: string, path: string, io: CliIO): Promise<ModelFile> {
  const { name, text } = await readText(who, path, io);
  const model = await renaming((part) => (part === "decode" ? name : `${name}: ${part}`), () => decodeModel(text));
  return { name, model };
}

/** Refuses a model of a kind that a command cannot work with. */
export function requireKind<K extends keyof ModelKinds>({ name, model }: ModelFile, kinds: readonly K[]): ModelKinds[K] {
  if ((kinds as readonly string[]).includes(model.kind)) return model as ModelKinds[K];
  throw new SegmentryError("UNKNOWN_KIND", name, `a model of kind ${kinds.join(" or ")}`, `one of kind ${model.kind}`, "segmentry fit writes such a model");
}
