import alea from "seedrandom/lib/alea.js";

/** A seeded stream of uniform numbers in [0, 1), 53 bits each. */
export type Random = () => number;

/**
 * Seeded random numbers (Alea, by Johannes Baagøe, through seedrandom): only additions and multiplications of doubles,
 * so that every engine draws the same bits.
 */
export function createRandom(seed: string): Random {
  return alea(seed).double;
}
