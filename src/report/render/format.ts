/** A number for people: four significant digits, thousands apart from 10,000 on (1978 may be a year), the same in every locale. */
export function formatNumber(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  if (Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-4)) return value.toExponential(2);
  const [whole = "", fraction] = String(rounded).split(".");
  return (Math.abs(rounded) < 10_000 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",")) + (fraction === undefined ? "" : `.${fraction}`);
}

/** A share from 0 to 1 as a percentage. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;
}

/** A difference in standard deviations, with its sign. */
export function formatDifference(difference: number): string {
  const size = Math.abs(difference).toFixed(1);
  return `${size === "0.0" ? "" : difference < 0 ? "-" : "+"}${size} sd`;
}
