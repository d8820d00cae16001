import type { Category } from "../data";

/** Which classes are too rare to stand alone. */
export interface RareRules {
  /** Fewer customers, or below 1 a smaller share of them, make a class rare. */
  readonly minFrequency: number;
  /** With the group of rare ones, at most so many classes: the rarest are grouped, of equally rare ones the first in order. */
  readonly maxCategories: number;
}

/** The classes that are grouped, of `classes` in sorted order with their counts among `rows` rows. */
export function rareClasses(classes: readonly Category[], counts: readonly number[], rows: number, { minFrequency, maxCategories }: RareRules): Set<Category> {
  const least = minFrequency < 1 ? minFrequency * rows : minFrequency;
  const rare = new Set(classes.filter((_, i) => counts[i]! < least));
  if (maxCategories < classes.length - rare.size + 1) {
    const rarestFirst = classes.map((_, i) => i).sort((a, b) => counts[a]! - counts[b]! || a - b);
    for (const i of rarestFirst.slice(0, classes.length - maxCategories + 1)) rare.add(classes[i]!);
  }
  return rare;
}
