export { openArena, withoutEngine, type Arena } from "./arena";
export { preparePoints } from "./points";
