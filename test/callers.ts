/** What callers without types pass by mistake. */
export const ODD: unknown[] = [null, 5, "text", true, {}, [], [null], [[]], [["a"]], [[1], "b"], () => 1, Symbol("s"), 10n, new Date("x"), new Map(), new Array(2)];
