import { KMeans } from "./dist/index.js"; console.log(new KMeans({k:3}).fit(globalThis.x))
