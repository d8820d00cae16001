// For check.mjs, which calls these functions on the page.
import { KMeans, Matrix } from "segmentry";
import { fitAsync, segmentAsync } from "segmentry/workers";
import { cases, customers } from "./cases.js";

globalThis.check = {
  /** The models' JSON by name. */
  async models() {
    const models = {};
    for (const [name, [estimator, input]] of Object.entries(cases())) models[name] = JSON.stringify(await fitAsync(estimator, input, { workers: 2 }));
    const { model, labels } = await segmentAsync(customers(2000), { seed: 222 });
    return { ...models, segment: JSON.stringify(model), labels: JSON.stringify([...labels]) };
  },

  /** How often the error of a fit that is aborted after some ms is the signal's own. */
  async aborts(delays) {
    const many = Matrix.fromData(Float64Array.from({ length: 4e6 }, (_, i) => i % 997), 1e6, 4), names = [];
    for (const ms of delays) {
      await fitAsync(new KMeans({ k: 3, nInit: 1000 }), many, { signal: AbortSignal.timeout(ms) }).catch((error) => names.push(error.name));
    }
    return names;
  },

  /** What a worker without a script gives. */
  async dead() {
    const error = await fitAsync(new KMeans({ k: 1 }), [[1]], { createWorker: () => new Worker("./none.js", { type: "module" }) }).catch((caught) => caught);
    return `${error.code}: ${error.message}`;
  },

  /** The longest time between two turns of the event loop, during a fit of 1,000,000 x 8 or for a second without work, in ms. */
  async longestTurn(works) {
    const x = Matrix.fromData(Float64Array.from({ length: 8e6 }, (_, i) => i % 1000), 1e6, 8);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { port1, port2 } = new MessageChannel();
    let last = performance.now(), longest = 0, isOver = false;
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (!isOver) setTimeout(() => port2.postMessage(null));
    };
    port2.postMessage(null);
    await (works ? fitAsync(new KMeans({ k: 3, nInit: 1, maxIterations: 2 }), x) : new Promise((resolve) => setTimeout(resolve, 1000)));
    isOver = true;
    return longest;
  },
};
