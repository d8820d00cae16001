import { CosineScreen } from "../../engine";
import { directions } from "../../math/cosine";
import { plainCosine, type Metric } from "./metrics";

/** Below so many rows the engine gains less than it costs. */
const FEWEST_ROWS = 2048;

/** The same neighbors as by comparing each query with every row, found by the engine where there is one and it pays. */
export const screenedCosine: Metric = {
  similarity: true,
  among(items, d) {
    const plain = plainCosine.among(items, d);
    if (items.length < FEWEST_ROWS * d) return plain;
    let screen: CosineScreen | null = null;
    return (queries, n, found) => {
      screen ??= CosineScreen.over(items, d);
      if (!screen?.search(directions(queries, d), n, found)) plain(queries, n, found);
    };
  },
};
