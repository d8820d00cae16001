/** How far numbers may lie apart, relative to the first, to count as equal. */
const CLOSE = 1e-9;

/** The row that others are compared with: the one they name, or the first of ours. */
export function baseOf(results, row) {
  const name = row.against ?? results.find((result) => result.row.side === "ours")?.row.name;
  return results.find((result) => result.row.name === name && result.ms !== undefined);
}

/** How many times ours each one takes. */
export const ratioOf = (results, result) => result.ms / (baseOf(results, result.row)?.ms ?? NaN);

/**
 * Whether all exact results equal ours: `same` names the facts that must be identical, `close` those that may differ by
 * rounding.
 */
export function checkAgreement({ name, agree }, results) {
  const [base, ...others] = results.filter(({ row, ms }) => row.exact && ms !== undefined);
  if (agree === undefined || base?.row.side !== "ours" || others.length === 0) return [];
  const { same = [], close = [] } = agree, differing = others.flatMap((other) => [
    ...same.filter((fact) => other.facts[fact] !== base.facts[fact]),
    ...close.filter((fact) => !(apart(base.facts[fact], other.facts[fact]) <= CLOSE)),
  ].map((fact) => `${fact} ${base.facts[fact]} and ${other.facts[fact]} (${other.row.name})`));
  if (differing.length > 0) return [{ ok: false, text: `${name}: NOT EQUAL: ${differing.join("; ")}` }];
  const most = Math.max(0, ...others.flatMap((other) => close.map((fact) => apart(base.facts[fact], other.facts[fact]))));
  const words = [same.length > 0 && `${same.join(" and ")} identical`, close.length > 0 && `${close.join(" and ")} to ${most.toExponential(1)}`];
  return [{ ok: true, text: `${name}: equal to ${others.length} exact rows: ${words.filter(Boolean).join(", ")}` }];
}

const apart = (a, b) => Math.abs(a - b) / Math.abs(a);
