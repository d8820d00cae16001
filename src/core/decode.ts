import { SegmentryError, show } from "../errors";
import type { Codec } from "./codec";
import { FieldReader } from "./codec";
import type { Model } from "./contract";

const DEEPEST = 32;

/**
 * A function that reads models of the given kinds back from JSON. Everything is checked before anything is built; unknown
 * fields, `__proto__` among them, are refused.
 */
export function createDecoder<M extends Model>(codecs: readonly Codec[]): (json: unknown, kind?: string) => M {
  const known = new Map(codecs.map((codec) => [codec.kind, codec]));

  function read(value: unknown, depth: number): Model {
    if (depth > DEEPEST) throw new SegmentryError("INVALID_MODEL", "decode", `models nested at most ${DEEPEST} deep`, "deeper ones");
    const kind = new FieldReader("decode", value).value("kind");
    const codec = typeof kind === "string" ? known.get(kind) : undefined;
    if (!codec) {
      throw new SegmentryError("UNKNOWN_KIND", "decode", `a model of kind ${[...known.keys()].join(", ")}`, show(kind), "use decodeAny of segmentry/predict");
    }
    const fields = new FieldReader(codec.kind, value), version = fields.integer("version", 1), newest = codec.version ?? 1;
    if (version > newest) {
      throw new SegmentryError("NEWER_VERSION", "decode", `${codec.kind} version ${newest} or older`, `version ${version}`, "update segmentry");
    }
    fields.value("kind");
    const model = codec.read(fields, (nested) => read(nested, depth + 1));
    fields.done();
    return Object.freeze(model);
  }

  return (json, kind) => {
    const model = read(typeof json === "string" ? parse(json) : json, 0);
    if (kind !== undefined && model.kind !== kind) {
      throw new SegmentryError("UNKNOWN_KIND", "decode", `a model of kind ${show(kind)}`, show(model.kind));
    }
    return model as M;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SegmentryError("INVALID_JSON", "decode", "JSON", `text that is not (${(error as Error).message})`, "the file is damaged or was not written by segmentry");
  }
}
