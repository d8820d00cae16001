import { median } from "../harness/statistics.mjs";
import { ADMIN_TOKEN, observedOf } from "./contestants.mjs";
import { BESIDE, load, WAITING_ROOM } from "./generator.mjs";
import { Service } from "../../scripts/service.mjs";
import { writeWide } from "./wide.mjs";

/** Single predictions a second beside other work. */
const SLOW = 5 * BESIDE;

const WARM_UP = 2; // seconds

/** How long the event loop of a service is kept from its work, under different loads: after some single predictions, the first of all else counts. */
export async function loopDelays({ directory, model, bodies, rate, rounds, seconds, say }) {
  say("fits a model of 100 segments by 100 columns");
  const wide = writeWide(directory), observed = observedOf(model, wide.model), service = await Service.start(observed.name, observed);
  try {
    const loops = [], cases = Object.entries(casesOf(service, bodies, wide, rate, seconds));
    await load({ ...cases[1][1][0], seconds: WARM_UP });
    for (const [name, streams] of cases) {
      const runs = [];
      for (let round = 0; round < rounds; round++) runs.push(await watched(service, streams, seconds));
      loops.push(summary(name, streams, runs));
      say(`event loop, ${name}: ${loops.at(-1).worst.toFixed(1)} ms at most, ${loops.at(-1).work.toFixed(1)} ms of work`);
    }
    return { loops, cpu: service.processorTime() };
  } finally {
    await service.stop();
  }
}

function casesOf(service, bodies, wide, rate, seconds) {
  const one = service.url("one"), at = (path) => new URL(path, one).href, closed = { kind: "closed", connections: 1, seconds };
  const singles = { kind: "paced", url: one, bodies: bodies.one, connections: WAITING_ROOM, rate, seconds }, slow = { ...singles, rate: SLOW };
  const thousand = { ...closed, url: one, bodies: bodies.thousand }, tenThousand = { ...closed, url: one, bodies: bodies.tenThousand };
  const ofWide = (route) => [slow, { ...closed, url: at(`/models/wide/${route}`), bodies: wide.thousand }];
  return {
    "nothing": [],
    [`single predictions, ${rate}/s`]: [singles],
    [`single predictions, ${SLOW}/s, and batches of 1,000`]: [slow, thousand],
    [`single predictions, ${SLOW}/s, and batches of 10,000`]: [slow, tenThousand],
    [`single predictions, ${SLOW}/s, and batches of 1,000 and of 10,000`]: [slow, thousand, tenThousand],
    [`single predictions, ${SLOW}/s, and explanations of 1,000`]: [slow, { ...thousand, url: at("/explain") }],
    [`single predictions, ${SLOW}/s, and the 100 most similar to 1,000`]: [slow, { ...thousand, url: at("/similar?n=100") }],
    [`single predictions, ${SLOW}/s, and both models read anew all the time, one of them ${wide.what}`]: [slow, { ...closed, url: at("/admin/reload"), bodies: wide.nothing, headers: { authorization: `Bearer ${ADMIN_TOKEN}` } }],
    [`single predictions, ${SLOW}/s, and batches of 1,000 by that one`]: ofWide("predict"),
    [`single predictions, ${SLOW}/s, and explanations of 1,000 by that one`]: ofWide("explain"),
    [`single predictions, ${SLOW}/s, and the 100 most similar to 1,000 by that one`]: ofWide("similar?n=100"),
  };
}

async function watched(service, streams, seconds) {
  service.resetLoop();
  const results = streams.length > 0 ? (await load(...streams)).results : await new Promise((resolve) => setTimeout(resolve, 1000 * seconds, []));
  return { ...await service.readLoop(), results };
}

function summary(name, streams, runs) {
  const of = (field) => median(runs.map((one) => one[field])), mostOf = (field) => Math.max(...runs.map((one) => one[field]));
  return {
    name, resolution: runs[0].resolution, p50: of("p50"), p99: of("p99"), max: of("max"), worst: mostOf("max"), own: of("own"), worstOwn: mostOf("own"), work: mostOf("work"),
    p99Single: streams.length > 0 ? median(runs.map(({ results }) => results[0].p99)) : NaN, perSecond: streams.map((_, i) => median(runs.map(({ results }) => results[i].perSecond))),
  };
}
