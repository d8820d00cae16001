import type { RFMRule } from "./rules";

/**
 * The ten segments of the R package rfm 0.3.0, first match wins; what none of them has is for `otherwise`.
 *
 * @example
 * ```ts
 * import { checkRFMRules, RFM_SEGMENTS_10 } from "segmentry/orders";
 *
 * console.log(RFM_SEGMENTS_10.length, checkRFMRules(RFM_SEGMENTS_10).gaps.length); // 10 10
 * ```
 */
export const RFM_SEGMENTS_10: readonly RFMRule[] = /* @__PURE__ */ Object.freeze<RFMRule[]>([
  { name: "Champions", recency: [5, 5], frequency: [5, 5], monetary: [5, 5] },
  { name: "Potential Loyalist", recency: [3, 5], frequency: [3, 5], monetary: [2, 5] },
  { name: "Loyal Customers", recency: [2, 4], frequency: [2, 4], monetary: [2, 4] },
  { name: "Promising", recency: [3, 4], frequency: [1, 3], monetary: [3, 5] },
  { name: "New Customers", recency: [4, 5], frequency: [1, 3], monetary: [1, 5] },
  { name: "Can't Lose Them", recency: [1, 2], frequency: [3, 4], monetary: [4, 5] },
  { name: "At Risk", recency: [1, 2], frequency: [2, 5], monetary: [4, 5] },
  { name: "Need Attention", recency: [1, 3], frequency: [3, 5], monetary: [3, 5] },
  { name: "About To Sleep", recency: [2, 3], frequency: [1, 3], monetary: [1, 4] },
  { name: "Lost", recency: [1, 1], frequency: [1, 5], monetary: [1, 5] },
]);

const cells = (list: string): readonly string[] => Object.freeze(list.split(" "));

/**
 * The eleven segments in common use, cell by cell: every customer has one, no cell has two.
 *
 * @example
 * ```ts
 * import { checkRFMRules, RFM_SEGMENTS_11 } from "segmentry/orders";
 *
 * console.log(RFM_SEGMENTS_11.length, checkRFMRules(RFM_SEGMENTS_11)); // 11 { gaps: [], overlaps: [] }
 * ```
 */
export const RFM_SEGMENTS_11: readonly RFMRule[] = /* @__PURE__ */ Object.freeze<RFMRule[]>([
  { name: "Champions", cells: cells("445 454 455 544 545 554 555") },
  { name: "Loyal", cells: cells("335 344 345 354 355 435 444 543") },
  { name: "Potential Loyalists", cells: cells("323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 531 532 533 541 542 551 552 553") },
  { name: "New Customers", cells: cells("311 411 412 421 422 511 512") },
  { name: "Promising", cells: cells("313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525") },
  { name: "Need Attention", cells: cells("324 325 334 343 434 443 534 535") },
  { name: "About to Sleep", cells: cells("213 221 251 312 321 331") },
  { name: "Cannot Lose Them", cells: cells("113 114 115 144 154 155 214 215") },
  { name: "At Risk", cells: cells("124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 253 254 255") },
  { name: "Hibernating", cells: cells("122 123 132 211 212 222 223 231 232 233 241 322 332") },
  { name: "Lost", cells: cells("111 112 121 131 141 151") },
]);
