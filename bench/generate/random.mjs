/**
 * A stream of seeded random numbers: sfc32 (Doty-Humphrey 2018), its state filled by splitmix32.
 *
 * Normal deviates by the polar method (Marsaglia and Bray 1964) use Math.log, whose last bits differ between JavaScript
 * engines: the data are the same for every run of one version of Node.
 */
export class Random {
  #a;
  #b;
  #c;
  #counter = 1;
  #spare = NaN;

  constructor(seed) {
    const next = splitmix32(seed);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i++) this.#bits();
  }

  /** In [0, 1), of 53 random bits. */
  uniform() {
    const high = this.#bits() >>> 5, low = this.#bits() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** An integer from 0 to below `limit`. */
  integer(limit) {
    return Math.floor(this.uniform() * limit);
  }

  /** Of mean 0 and variance 1. */
  normal() {
    if (!Number.isNaN(this.#spare)) {
      const value = this.#spare;
      this.#spare = NaN;
      return value;
    }
    let u, v, square;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spare = v * factor;
    return u * factor;
  }

  /** A function that draws indices with probability proportional to `weights`. */
  categories(weights) {
    let sum = 0;
    const upTo = weights.map((weight) => (sum += weight));
    return () => {
      const drawn = this.uniform() * sum;
      let low = 0, high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle] > drawn) high = middle;
        else low = middle + 1;
      }
      return low;
    };
  }

  #bits() {
    const result = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result | 0;
    return result >>> 0;
  }
}

function splitmix32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
