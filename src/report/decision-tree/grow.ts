import { step, type FitOptions } from "../../core";
import { countClasses, EQUAL, squares, total, type Candidate, type Sample, type Span } from "./best-split";
import { bestThreshold } from "./numeric-split";
import { orderOf, type RankedColumn } from "./ranked-column";
import { roundSplit } from "./round-split";
import { bestDivision } from "./values-split";

/** How far a tree may grow. */
export interface Limits {
  readonly maxDepth: number;
  /** Different columns on the way to a leaf. */
  readonly maxConditions: number;
  readonly maxLeaves: number;
  /** Whether thresholds are made round. */
  readonly isRound: boolean;
}

/** A node of a tree that grows; its rows are a span of every order. */
export interface GrownNode extends Span {
  readonly depth: number;
  /** Indices of the columns asked on the way to it. */
  readonly used: ReadonlySet<number>;
  readonly counts: Float64Array;
  /** The split that gains most, where one gains anything. */
  readonly best: Best | null;
  children: readonly [GrownNode, GrownNode] | null;
}

interface Best {
  /** Index of the column. */
  readonly column: number;
  readonly candidate: Candidate;
  /** By how much the weighted impurity falls. */
  readonly gain: number;
}

/**
 * Grows a classification tree (Breiman, Friedman, Olshen and Stone 1984) best first: always the leaf whose split lowers the
 * weighted Gini impurity most, of equal ones the first made, until none gains anything or there are leaves enough.
 * O(columns x rows x (log rows + depth)): the rows of each column are sorted once, and parted stably at each split.
 */
export class Grower {
  readonly #sample: Sample;
  readonly #columns: readonly RankedColumn[];
  readonly #limits: Limits;
  /** For each column the rows of all nodes, one span a node, in the order of its values; all columns of text share one order. */
  readonly #orders: readonly Int32Array[];
  readonly #isLeft: Uint8Array;
  readonly #scratch: Int32Array;

  constructor(sample: Sample, columns: readonly RankedColumn[], limits: Limits) {
    const rows = sample.classes.length, unsorted = Int32Array.from({ length: rows }, (_, row) => row);
    this.#sample = sample;
    this.#columns = columns;
    this.#limits = limits;
    this.#orders = columns.map(({ type, codes, values }) => (type === "text" ? unsorted : orderOf(codes, values.length)));
    this.#isLeft = new Uint8Array(rows);
    this.#scratch = new Int32Array(rows);
  }

  /** The root of the grown tree. */
  grow(who: string, options?: FitOptions): GrownNode {
    const rows = this.#sample.classes.length, most = Math.min(this.#limits.maxLeaves, rows);
    const root = this.#node({ start: 0, end: rows }, 0, new Set()), leaves = [root];
    while (leaves.length < most) {
      step(options, who, leaves.length, most);
      const at = indexOfBest(leaves);
      if (at < 0) break;
      leaves.push(...this.#split(leaves[at]!));
      leaves.splice(at, 1);
    }
    step(options, who, most, most);
    return root;
  }

  #node(span: Span, depth: number, used: ReadonlySet<number>): GrownNode {
    const counts = countClasses(this.#sample, this.#orders[0]!, span);
    return { ...span, depth, used, counts, best: depth < this.#limits.maxDepth ? this.#best(span, used, counts) : null, children: null };
  }

  #best(span: Span, used: ReadonlySet<number>, counts: Float64Array): Best | null {
    const weight = total(counts), before = squares(counts) / weight, isFull = used.size >= this.#limits.maxConditions;
    if (span.end - span.start < 2 * this.#sample.minLeaf || counts.filter((count) => count > 0).length < 2) return null;
    let best: Best | null = null, most = before;
    for (let column = 0; column < this.#columns.length; column++) {
      if (isFull && !used.has(column)) continue;
      const candidate = this.#candidate(column, span, counts);
      if (!candidate || candidate.score <= most + EQUAL * weight) continue;
      most = candidate.score;
      best = { column, candidate, gain: candidate.score - before };
    }
    return best && this.#limits.isRound ? this.#rounded(best, span, counts, before) : best;
  }

  #rounded({ column, candidate }: Best, span: Span, counts: Float64Array, before: number): Best {
    const ranked = this.#columns[column]!, order = this.#orders[column]!;
    const rounded = ranked.type === "text" ? candidate : roundSplit({ sample: this.#sample, ranked, order, span, counts }, candidate);
    return { column, candidate: rounded, gain: rounded.score - before };
  }

  #candidate(column: number, span: Span, counts: Float64Array): Candidate | null {
    const { type, codes, values } = this.#columns[column]!, order = this.#orders[column]!;
    return type === "text" ? bestDivision(this.#sample, codes, values.length, order, span, counts) : bestThreshold(this.#sample, codes, order, span, counts);
  }

  #split(node: GrownNode): readonly [GrownNode, GrownNode] {
    const { column, candidate } = node.best!, middle = this.#part(node, this.#columns[column]!.codes, candidate);
    const used = new Set([...node.used, column]), depth = node.depth + 1;
    return node.children = [this.#node({ start: node.start, end: middle }, depth, used), this.#node({ start: middle, end: node.end }, depth, used)];
  }

  /** Parts the rows of a node in all orders, keeping each; returns where the right ones start. */
  #part({ start, end }: Span, codes: Int32Array, { left, missingLeft }: Candidate): number {
    const named = "codes" in left ? new Set(left.codes) : null, upTo = "upTo" in left ? left.upTo : -1, isLeft = this.#isLeft, first = this.#orders[0]!;
    for (let i = start; i < end; i++) {
      const row = first[i]!, code = codes[row]!;
      isLeft[row] = Number(code < 0 ? missingLeft : named ? named.has(code) : code <= upTo);
    }
    let middle = start;
    for (const order of new Set(this.#orders)) middle = partOrder(order, start, end, isLeft, this.#scratch);
    return middle;
  }
}

/** Moves the rows that go left to the front of a span, both parts in the order that they had. */
function partOrder(order: Int32Array, start: number, end: number, isLeft: Uint8Array, scratch: Int32Array): number {
  let middle = start, count = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    if (isLeft[row]) order[middle++] = row;
    else scratch[count++] = row;
  }
  order.set(scratch.subarray(0, count), middle);
  return middle;
}

function indexOfBest(leaves: readonly GrownNode[]): number {
  let at = -1;
  leaves.forEach(({ best }, i) => {
    if (best && (at < 0 || best.gain > leaves[at]!.best!.gain)) at = i;
  });
  return at;
}
