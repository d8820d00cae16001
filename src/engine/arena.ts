import { SegmentryError } from "../errors";
import type { Kernels } from "./kernels";
import { bytesOfText } from "./text-bytes";
import { WASM } from "./wasm";

const PAGE = 65_536;
const MOST_PAGES = 65_536;
const FEWEST_PAGES = 1024;
/** Memory never shrinks: an instance with more than this is given up after its work, to be collected as garbage. */
const KEEP_BYTES = 1 << 26;
/** SIMD loads are fastest where they do not cross a cache line. */
const ALIGNMENT = 64;

let compiled: WebAssembly.Module | null | undefined;
let idle: Arena | null = null;
let disabled = false;

/** Memory of the engine for one piece of work, and the kernels that work in it. */
export class Arena {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #top: number;
  readonly #buffers = new Map<string, { at: number; bytes: number }>();

  constructor(module: WebAssembly.Module, mostPages: number) {
    this.#memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages });
    this.kernels = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports as unknown as Kernels;
    this.#top = this.kernels.heapBase();
  }

  /**
   * The offset of so many bytes, which may hold anything. Views made before do not see the memory any more.
   *
   * @throws SegmentryError `OUT_OF_MEMORY`
   */
  alloc(bytes: number): number {
    const start = Math.ceil(this.#top / ALIGNMENT) * ALIGNMENT, end = start + bytes;
    const pages = Math.ceil(end / PAGE) - this.#memory.buffer.byteLength / PAGE;
    try {
      if (pages > 0) this.#memory.grow(pages);
    } catch {
      const asked = `${Math.ceil(end / 2 ** 20)} MiB`;
      throw new SegmentryError("OUT_OF_MEMORY", "The engine", `${asked} of memory`, "less", "fit on a sample of the rows, or on fewer columns");
    }
    this.#top = end;
    return start;
  }

  /** The offset of a buffer that is used again under its name, if it is large enough. */
  buffer(name: string, bytes: number): number {
    const known = this.#buffers.get(name);
    if (known && known.bytes >= bytes) return known.at;
    const at = this.alloc(bytes);
    this.#buffers.set(name, { at, bytes });
    return at;
  }

  /** A copy of numbers in the engine's memory. */
  put(values: Float64Array | Int32Array): number {
    const at = this.alloc(values.byteLength);
    if (values instanceof Float64Array) this.f64(at, values.length).set(values);
    else this.i32(at, values.length).set(values);
    return at;
  }

  f64(at: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  i32(at: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer, at, length);
  }

  u16(at: number, length: number): Uint16Array<ArrayBuffer> {
    return new Uint16Array(this.#memory.buffer, at, length);
  }

  /** Gives the memory back: nothing of it may be used any more. */
  close(): void {
    this.#top = this.kernels.heapBase();
    this.#buffers.clear();
    if (this.#memory.buffer.byteLength <= KEEP_BYTES) keep(this);
  }
}

/** An arena to be closed after use; null where WebAssembly with SIMD is missing or blocked, as by a strict CSP. */
export function openArena(): Arena | null {
  if (disabled) return null;
  const arena = idle;
  idle = null;
  if (arena) return arena;
  compiled ??= compile();
  return compiled && create(compiled);
}

/** Hosts reserve addresses for the largest size that is asked for: where they are scarce, for less; null where even that fails. */
function create(module: WebAssembly.Module): Arena | null {
  for (let pages = MOST_PAGES; pages >= FEWEST_PAGES; pages /= 4) {
    try {
      return new Arena(module, pages);
    } catch {
      // Less may do.
    }
  }
  return null;
}

function keep(arena: Arena): void {
  idle = arena;
}

function compile(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(bytesOfText(WASM));
  } catch {
    return null;
  }
}

/** Does work as if WebAssembly were missing; for tests. */
export function withoutEngine<T>(work: () => T): T {
  disabled = true;
  try {
    return work();
  } finally {
    disabled = false;
  }
}
