export { openArena, withoutEngine, type Arena } from "./arena";
