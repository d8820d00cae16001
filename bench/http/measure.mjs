import { medians } from "../harness/statistics.mjs";
import { agreement } from "./agreement.mjs";
import { readCustomers, writeBodies } from "./bodies.mjs";
import { contestantsOf } from "./contestants.mjs";
import { BESIDE, load, spent, WAITING_ROOM } from "./generator.mjs";
import { loopDelays } from "./loops.mjs";
import { Service } from "../../scripts/service.mjs";
import { soak } from "./soak.mjs";

/** Connections that send single predictions, and that send batches of 1,000. */
export const CONNECTIONS = { one: 16, many: 4 };
const WARM_UP = 2; // seconds

/** Starts all services and lets them do everything in turn, only one at a time. */
export async function measureAll({ directory, model, customers: file, python, rounds, seconds, soakFor, decoded, say }) {
  const customers = readCustomers(file), bodies = writeBodies(directory, customers), contestants = contestantsOf({ model, customers: file, python });
  const services = [], started = process.cpuUsage();
  let cpu = 0;
  const stop = async (service) => {
    cpu += service.processorTime();
    await service.stop();
  };
  try {
    for (const one of contestants.services) services.push(Object.assign(await Service.start(one.name, one), { side: one.side, workers: one.workers ?? 1 }));
    say(`${services.map(({ name }) => name).join(", ")} answer`);

    const labels = decoded.predict(customers), away = decoded.transform(customers), distances = customers.map((_, i) => away.row(i)[labels[i]]);
    const agreements = [];
    for (const service of services) agreements.push({ service, ...await agreement(service, customers, { labels, distances }) });
    for (const { service, batches, alone, apart, customers: of } of agreements) say(`${service.name}: ${batches} of ${of} in batches and ${alone} of ${of} one by one as the model in Node, distances to ${apart.toExponential(1)}`);

    const singles = await inTurn(services, rounds, (service, warmUp) => loadOnce({ kind: "closed", url: service.url("one"), bodies: bodies.one, connections: CONNECTIONS.one, seconds: warmUp ? WARM_UP : seconds }));
    for (const [service, found] of singles) say(`single predictions, ${service.name}: ${Math.round(found.perSecond)}/s`);
    const batches = await inTurn(services, rounds, (service, warmUp) => loadOnce({ kind: "closed", url: service.url("many"), bodies: bodies.thousand, connections: CONNECTIONS.many, seconds: warmUp ? WARM_UP : seconds }));
    for (const [service, found] of batches) say(`batches of 1,000, ${service.name}: ${Math.round(1000 * found.perSecond)} customers/s`);

    const halfOf = (service) => Math.round(singles.get(service).perSecond / 2);
    const paced = await inTurn(services, rounds, (service, warmUp) => loadOnce({ kind: "paced", url: service.url("one"), bodies: bodies.one, connections: WAITING_ROOM, rate: halfOf(service), seconds: warmUp ? WARM_UP : seconds }));
    const bursts = await inTurn(services, rounds, (service, warmUp) => loadOnce({ kind: "rate", url: service.url("one"), bodies: bodies.one, connections: CONNECTIONS.one, rate: halfOf(service), seconds: warmUp ? WARM_UP : seconds }));
    for (const [service, found] of paced) say(`at ${halfOf(service)}/s, ${service.name}: p99 ${found.p99.toFixed(2)} ms, in bursts ${bursts.get(service).p99.toFixed(2)} ms`);
    const beside = await inTurn(services, rounds, (service, warmUp) => loadOnce(...[
      { kind: "paced", url: service.url("one"), bodies: bodies.one, connections: WAITING_ROOM, rate: BESIDE },
      { kind: "closed", url: service.url("many"), bodies: bodies.thousand, connections: 1 },
    ].map((stream) => ({ ...stream, seconds: warmUp ? WARM_UP : seconds }))));

    const memory = new Map(services.map((service) => [service, service.memory("VmHWM")])), soaks = new Map();
    if (soakFor > 0) {
      const [service] = services;
      say(`${soakFor} s of load for ${service.name}`);
      soaks.set(service, await soak(service, bodies, halfOf(service), soakFor));
    }
    for (const service of services) await stop(service);
    const { loops, cpu: watched } = await loopDelays({ directory, model, bodies, rate: halfOf(services[0]), rounds, seconds, say });
    cpu += watched;

    const { user, system } = process.cpuUsage(started);
    return { services, agreements, singles, batches, half: new Map(services.map((service) => [service, halfOf(service)])), paced, bursts, beside, memory, soaks, loops, cpu: cpu + spent.cpu + (user + system) / 1000 };
  } finally {
    for (const service of services) await service.stop();
  }
}

/**
 * A round that does not count, then those that do, each beginning with another service. Medians, the range of the rates, and the
 * processor time of the service for each request, which depends less on what else the machine does.
 */
async function inTurn(services, rounds, run) {
  const found = new Map(services.map((service) => [service, []]));
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < services.length; i++) {
      const service = services[(i + round) % services.length], before = service.processorTime(), measured = await run(service, round === 0);
      if (round > 0) found.get(service).push({ ...measured, cpu: (service.processorTime() - before) / measured.requests });
    }
  }
  return new Map([...found].map(([service, list]) => {
    const rates = list.map(({ perSecond }) => perSecond), p99s = list.map(({ p99 }) => p99);
    return [service, { ...medians(list), least: Math.min(...rates), most: Math.max(...rates), worstP99: Math.max(...p99s) }];
  }));
}

/** The figures of the first of the streams. */
async function loadOnce(...streams) {
  const { results, cores } = await load(...streams);
  return { ...results[0], cores };
}
