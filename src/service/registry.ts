import type { TableInput } from "../data";
import { checkInteger, checkOptions, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import { asGiven, readSource } from "./read-source";
import { serveModel, type ServedModel } from "./served-model";
import { Breath, Turns } from "./turns";

/** A segmentation to serve, as a model or as its JSON. */
export interface ModelSource {
  /** The model of `segment` or `findSegments`, its JSON text, or what `JSON.parse` made of it. */
  readonly model: SegmentationModel | string | object;
  /** What this version is called. Default: the first 12 digits of the SHA-256 of its JSON. */
  readonly version?: string | undefined;
  /** The customers among whom similar ones are found, with their ids. Default: the sample that the model keeps, which has no ids unless they were asked for. */
  readonly customers?: TableInput | undefined;
}

/** Options of {@link ModelRegistry}. */
export interface RegistryOptions {
  /** How many versions of a model stay, the current one among them. Default: 2. */
  readonly keep?: number | undefined;
}

/** What is known of a version of a model. */
export interface ModelEntry {
  readonly name: string;
  readonly version: string;
  /** Whether requests that name no version get this one. */
  readonly isCurrent: boolean;
  readonly k: number;
  readonly columns: readonly string[];
}

const WHO = "ModelRegistry", NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Models by name and version. A model is read, checked and made ready before it takes its place, by one assignment: requests
 * that are being answered keep the model that they began with, and a source that is refused leaves everything as it was.
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { ModelRegistry } from "segmentry/http";
 *
 * const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
 * const registry = new ModelRegistry();
 * await registry.set("shop", { model, version: "2026-11" });
 * console.log(registry.list().map(({ name, version, k }) => `${name}@${version}: ${k} segments`)); // [ 'shop@2026-11: 2 segments' ]
 * ```
 */
export class ModelRegistry {
  readonly #models = new Map<string, readonly ServedModel[]>();
  readonly #keep: number;
  #default: string | null = null;
  /** The changes asked for, one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #turns = new Turns();
  #changes = 0;

  constructor(options: RegistryOptions = {}) {
    checkOptions(WHO, options, ["keep"]);
    this.#keep = checkInteger(WHO, "keep", options.keep ?? 2, 1);
  }

  /**
   * Adds a version of a model and makes it the current one of its name; the first name is the default. Changes come into force
   * in the order in which they were asked for.
   *
   * @param name letters, digits, dots, dashes and underscores, 64 at most; so the version
   * @throws SegmentryError what was refused: the JSON, a kind of model that is no segmentation, the customers; the models that there were stay
   */
  async set(name: string, source: ModelSource): Promise<ModelEntry> {
    checkOptions(WHO, source, ["model", "version", "customers"]);
    const model = asGiven(source.model), change = this.#last.then(() => this.#set(name, { ...source, model }));
    this.#last = change.catch(() => undefined);
    return change;
  }

  /** Takes a model, or one version of it, out; false where there is none. The current version of a name goes only with the name. */
  remove(name: string, version?: string): boolean {
    const versions = this.#models.get(name), left = version === undefined ? [] : (versions?.filter((one, i) => i === 0 || one.version !== version) ?? []);
    if (!versions || left.length === versions.length) return false;
    if (left.length > 0) this.#models.set(name, left);
    else this.#models.delete(name);
    if (left.length === 0 && this.#default === name) this.#default = [...this.#models.keys()][0] ?? null;
    this.#changes++;
    return true;
  }

  /** All versions, the default name first, the current version of a name before older ones. */
  list(): ModelEntry[] {
    return this.served().map((served): ModelEntry => entryOf(served, this.get(served.name) === served));
  }

  /** Makes a name the one that is asked where none is named; false where there is no such name. */
  setDefault(name: string | undefined): boolean {
    if (name === undefined || !this.#models.has(name)) return false;
    this.#default = name;
    this.#changes++;
    return true;
  }

  /** The model that answers for a name and a version: by default the current one of the default name; undefined where there is none. */
  model(name?: string, version?: string): SegmentationModel | undefined {
    return this.get(name, version)?.whole;
  }

  /** @internal */
  served(): ServedModel[] {
    const names = [...this.#models.keys()].sort((a, b) => Number(b === this.#default) - Number(a === this.#default));
    return names.flatMap((name) => [...this.#models.get(name)!]);
  }

  /** @internal */
  get(name: string | null = this.#default, version?: string): ServedModel | undefined {
    const versions = name === null ? undefined : this.#models.get(name);
    return version === undefined ? versions?.[0] : versions?.find((one) => one.version === version);
  }

  /** How often anything has changed. @internal */
  get changes(): number {
    return this.#changes;
  }

  async #set(name: string, source: ModelSource & { readonly model: SegmentationModel | string }): Promise<ModelEntry> {
    checkName("name", name);
    if (source.version !== undefined) checkName("version", source.version);
    const breath = new Breath(this.#turns), read = await readSource(source.model, breath);
    const served = await serveModel(name, source.version ?? read.digest, read, source.customers, breath);
    const older = this.#models.get(name)?.filter((one) => one.version !== served.version) ?? [];
    this.#models.set(name, [served, ...older].slice(0, this.#keep));
    this.#default ??= name;
    this.#changes++;
    return entryOf(served, true);
  }
}

function entryOf({ name, version, model }: ServedModel, isCurrent: boolean): ModelEntry {
  return { name, version, isCurrent, k: model.k, columns: model.features.map((column) => column.name) };
}

function checkName(what: string, name: unknown): void {
  if (typeof name === "string" && NAME.test(name)) return;
  throw new SegmentryError("INVALID_OPTION", WHO, `a ${what} of letters, digits, dots, dashes and underscores, 64 at most`, show(name));
}
