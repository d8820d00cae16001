export { openArena, withoutEngine, type Arena } from "./arena";
export { preparePoints } from "./points";
export { columnStatistics, streamStatistics } from "./column-statistics";
export { engineWalk, useEngine } from "./engine-rows";
export { streamScatter } from "./stream-scatter";
export { CosineScreen } from "./cosine-screen";
export { engineTileDistances } from "./tile-distances";
