/** Mean, variance and skewness of a stream, by updates that do not lose digits to an offset (Pébay 2008). */
export class Moments {
  count = 0;
  mean = 0;
  least = Infinity;
  most = -Infinity;
  #second = 0;
  #third = 0;

  add(value: number): void {
    const before = this.count++, difference = value - this.mean, step = difference / this.count, product = difference * step * before;
    this.#third += product * step * (this.count - 2) - 3 * step * this.#second;
    this.#second += product;
    this.mean += step;
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
  }

  /** Of the sample (ddof 1); NaN for fewer than two values. */
  get standardDeviation(): number {
    return this.count > 1 ? Math.sqrt(this.#second / (this.count - 1)) : NaN;
  }

  /** The third standardised moment, g1; NaN where all values are the same. */
  get skewness(): number {
    return this.#second > 0 && this.least < this.most ? (Math.sqrt(this.count) * this.#third) / (this.#second * Math.sqrt(this.#second)) : NaN;
  }
}
