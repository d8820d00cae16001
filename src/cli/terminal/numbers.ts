import { formatNumber } from "../../report/render";

/** A count for people, thousands apart. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A sum of squares for people: a count where it is large, else with four digits. */
export function formatInertia(inertia: number): string {
  return inertia >= 1000 && inertia < 1e15 ? formatCount(inertia) : formatNumber(inertia);
}

/** A sum of money for people: cents where it is small. */
export function formatMoney(amount: number): string {
  return Math.abs(amount) >= 1000 ? formatCount(amount) : formatNumber(amount);
}
