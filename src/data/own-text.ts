/** Engines keep a text that is cut from a larger one as a part of it, from this length on, and the larger one with it. */
const LEAST_PART = 13;

/** The same text in memory of its own, to be kept when the text that it was read from is gone. */
export const ownText = (text: string): string => (text.length < LEAST_PART ? text : ` ${text}`.slice(1));
