import { DAY, dayOf } from "../data/dates";
import { LargeMap } from "./large-map";

/** Parts of a day, by the hours from which they begin. */
export const DAY_PARTS = ["night", "morning", "afternoon", "evening"] as const;
const HOURS_A_PART = 6;

/** What is known of one customer. */
export class Customer {
  orders = 0;
  readonly #spent = new Money();
  /** Milliseconds since 1970. */
  first = Infinity;
  last = -Infinity;
  /** When the row before was bought. */
  previous = -Infinity;
  returns = 0;
  readonly #returned = new Money();
  weekendOrders = 0;
  readonly ordersByPart: number[] = DAY_PARTS.map(() => 0);
  /** What was spent on each category. */
  spentOn: LargeMap<number> | undefined;

  get spent(): number {
    return this.#spent.sum;
  }

  /** The sum of what was returned, 0 or more. */
  get returned(): number {
    return this.#returned.sum;
  }

  addOrder(time: number): void {
    // Day 0 was a Thursday.
    const weekday = (((dayOf(time) + 3) % 7) + 7) % 7, hour = Math.floor((time - dayOf(time) * DAY) / (DAY / 24));
    this.orders++;
    if (weekday >= 5) this.weekendOrders++;
    this.ordersByPart[Math.floor(hour / HOURS_A_PART)]!++;
  }

  addPurchase(time: number, amount: number, category: string | undefined): void {
    this.#spent.add(amount);
    this.first = Math.min(this.first, time);
    this.last = Math.max(this.last, time);
    this.previous = time;
    if (category === undefined) return;
    this.spentOn ??= new LargeMap();
    this.spentOn.set(category, (this.spentOn.get(category) ?? 0) + amount);
  }

  /** @param isSubtracted whether it is taken from what was spent, too */
  addReturn(amount: number, isSubtracted: boolean): void {
    this.returns++;
    this.#returned.add(-amount);
    if (isSubtracted) this.#spent.add(amount);
  }
}

/** A sum that does not pick up the rounding of cents: what each addition loses is added up apart (Neumaier 1974). */
class Money {
  #sum = 0;
  #lost = 0;

  add(amount: number): void {
    const sum = this.#sum + amount;
    this.#lost += Math.abs(this.#sum) >= Math.abs(amount) ? this.#sum - sum + amount : amount - sum + this.#sum;
    this.#sum = sum;
  }

  get sum(): number {
    return this.#sum + this.#lost;
  }
}
