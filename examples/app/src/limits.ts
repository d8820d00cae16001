/** What the page takes: beyond, a browser runs out of memory or of patience, and the command line does better. */
export const MOST_BYTES = 200e6, MOST_ROWS = 2_000_000, FEWEST_ROWS = 10;
/** Customers drawn on the map. */
export const MOST_DRAWN = 10_000;
/** Projects that the browser keeps though they are open in no tab: the file of each takes room. Others go so many days after their last change. */
export const MOST_KEPT = 5, KEPT_FOR_DAYS = 7;
/** Segments that gave way to others and can be brought back. */
export const MOST_ASIDE = 5;
