/** The least of the sorted values that a share of them does not exceed. */
export const quantile = (sorted, share) => (sorted.length === 0 ? NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);
