import { seededRandom } from "../random.mjs";

/** Choices that a seed decides; case `index` of a seed makes the same ones whatever came before. */
export class Choices {
  constructor(seed, index) {
    this.random = seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
    for (let i = 0; i < 4; i++) this.random();
  }

  /** An integer of [0, n). */
  below = (n) => Math.floor(this.random() * n);

  /** An integer from `low` to `high`. */
  from = (low, high) => low + this.below(high - low + 1);

  chance = (share) => this.random() < share;

  one = (list) => list[this.below(list.length)];

  /** The key of one of the entries, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let at = this.random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) if ((at -= weight) < 0) return name;
    return entries.at(-1)[0];
  }

  shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
}
