/**
 * From a clustering to an answer: whether there are segments, what they are called, what sets them apart, and who is in between.
 *
 * @packageDocumentation
 */
export type * from "./report/insights";
export type * from "./selection/verdict-types";
