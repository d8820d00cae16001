import { fact, markdownTable, textTable, times } from "../harness/format.mjs";
import { BESIDE } from "./generator.mjs";
import { CONNECTIONS } from "./measure.mjs";

const BEGIN = "<!-- http results: written by npm run bench:http -- --markdown -->", END = "<!-- end of http results -->";
const BLOCKED = 20, AT_HALF = 5; // ms
const FLAT = 0.05; // of the memory, over the time of the soak

/** Puts a text between the marks in a file's text. */
export function writeSection(text, section) {
  const begin = text.indexOf(BEGIN), end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the file has no "${BEGIN}" with "${END}" after it`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${section.join("\n\n")}\n\n${text.slice(end)}`;
}

/** What was measured, as lines of text and of Markdown. */
export function report(measured) {
  const { machine, otherLoad, absent, agreements } = measured, tables = [
    targetsTable(measured), ratesTable(measured, measured.singles, `single predictions a second, ${CONNECTIONS.one} connections`, 1), ratesTable(measured, measured.batches, `customers a second in batches of 1,000, ${CONNECTIONS.many} connections`, 1000),
    memoryTable(measured), halfTable(measured), besideTable(measured), loopTable(measured), ...soakTables(measured),
  ];
  const notes = [
    ...agreements.map(({ service, customers, batches, alone, apart }) => `${service.name}: ${fact(batches)} of ${fact(customers)} customers in batches, and ${fact(alone)} of ${fact(customers)} one by one, in the segment that the model gives in Node; distances to ${apart.toExponential(1)}.`),
    ...(absent === undefined ? [] : [`Absent: the Python service (${absent}).`]),
    `${Math.round(100 * otherLoad)} % of the cores were busy with something else meanwhile.`,
  ];
  const of = (table) => [`Measured on ${new Date().toISOString().slice(0, 10)}:`, machine.map((line) => `- ${line}`).join("\n"), ...tables.map(table), notes.map((note) => `- ${note}`).join("\n")];
  return {
    lines: { text: of((table) => `${textTable(table)}\n`), markdown: of(markdownTable) },
    isReached: targets(measured).every(([, , reached]) => reached !== false) && agreements.every(({ customers, batches, alone }) => batches === customers && alone === customers),
  };
}

const ms = (value) => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 1)} ms` : "");
const whole = (value) => fact(Math.round(value));
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** Each target: what was wanted, what was found, whether it is reached (undefined where it was not measured). */
function targets({ services, singles, batches, paced, loops, soaks }) {
  const [ours] = services, peers = services.filter(({ side }) => side === "python"), best = (found) => peers.map((peer) => [peer, found.get(peer).perSecond]).sort((a, b) => b[1] - a[1]);
  // One process beside one: what several do is told, and no target.
  const ratio = (found, goal) => best(found).map(([peer, rate]) => [peer, found.get(ours).perSecond / rate]).map(([peer, value]) => (peer.workers === ours.workers
    ? [`at least ${goal}x ${peer.name}`, times(value), value >= goal]
    : [`beside ${peer.name}, one process beside ${peer.workers}`, times(value), undefined]));
  const soak = soaks.get(ours);
  return [
    ...ratio(singles, 10).map(([wanted, ...rest]) => [`single predictions a second, ${wanted}`, ...rest]),
    ...ratio(batches, 5).map(([wanted, ...rest]) => [`customers a second in batches of 1,000, ${wanted}`, ...rest]),
    [`p99 below ${AT_HALF} ms at half of the most single predictions a second`, ms(paced.get(ours).p99), paced.get(ours).p99 < AT_HALF],
    loopTarget(loops),
    ["memory does not grow under load", soak === undefined ? "not measured" : `${megabytes(soak.slope * 60)} a minute, of ${megabytes(soak.overall)}`, soak === undefined ? undefined : soak.slope * soak.seconds < FLAT * soak.overall],
  ];
}

/** Judged by the work that was done between two ticks: what a machine that stands still adds is seen in a process with nothing to do too. */
function loopTarget(loops) {
  const most = (field) => Math.max(...loops.map((one) => one[field])), [idle] = loops, work = Number.isNaN(most("work")) ? most("worst") : most("work");
  return [`no work blocks the event loop for more than ${BLOCKED} ms`, `${ms(work)} (ticks ${ms(most("worst"))} apart at most; with nothing to do ${ms(idle.worst)})`, work <= BLOCKED];
}

const targetsTable = (measured) => ({ head: ["target", "found", "reached"], rows: targets(measured).map(([wanted, found, reached]) => [wanted, found, reached === undefined ? "" : reached ? "yes" : "no"]) });

/** The most of something that is answered: requests of so many customers. */
function ratesTable({ services, rounds, seconds }, found, what, size) {
  const [ours] = services, most = found.get(ours).perSecond;
  return {
    head: [`${what}, ${rounds} rounds of ${seconds} s`, "median", "range", `${ours.name} is`, "p50", "p99", "processor time of a request", "x ours"],
    rows: services.map((service) => {
      const { perSecond, least, most: highest, p50, p99, cpu } = found.get(service);
      return [
        service.name, whole(size * perSecond), `${whole(size * least)} to ${whole(size * highest)}`, service === ours ? "" : times(most / perSecond), ms(p50), ms(p99), ms(cpu), service === ours ? "" : times(cpu / found.get(ours).cpu),
      ];
    }),
  };
}

const memoryTable = ({ services, memory }) => ({ head: ["peak memory, all processes of the service", "VmHWM"], rows: services.map((service) => [service.name, megabytes(memory.get(service))]) });

function halfTable({ services, half, paced, bursts }) {
  return {
    head: ["single predictions at half of that rate", "a second", "p50", "p99", "worst p99 of a round", "in bursts: p50", "p99"],
    rows: services.map((service) => [service.name, whole(half.get(service)), ms(paced.get(service).p50), ms(paced.get(service).p99), ms(paced.get(service).worstP99), ms(bursts.get(service).p50), ms(bursts.get(service).p99)]),
  };
}

function besideTable({ services, beside }) {
  return {
    head: [`single predictions, ${BESIDE}/s, while one connection sends batches of 1,000`, "p50", "p99", "worst p99 of a round"],
    rows: services.map((service) => [service.name, ms(beside.get(service).p50), ms(beside.get(service).p99), ms(beside.get(service).worstP99)]),
  };
}

function loopTable({ loops }) {
  return {
    head: [`delay of the event loop of segmentry serve, ticks of ${loops[0].resolution} ms, under`, "p50", "p99", "longest", "longest of all rounds", "without waiting for a core", "of all rounds", "work between two ticks, of all rounds", "p99 of single predictions", "others/s"],
    rows: loops.map(({ name, p50, p99, max, worst, own, worstOwn, work, p99Single, perSecond }) => [name, ms(p50), ms(p99), ms(max), ms(worst), ms(own), ms(worstOwn), ms(work), ms(p99Single), perSecond.slice(1).map((rate) => rate.toFixed(1)).join(" and ")]),
  };
}

/** The delays of the event loop alone, as text. */
export const loopText = (loops) => textTable(loopTable({ loops }));

/** Puts the delays of the event loop alone into a file's text, in the place of those of another run. */
export function writeLoops(text, loops) {
  const [row] = markdownTable({ head: ["", "", ""], rows: [loopTarget(loops).map((value) => (value === true ? "yes" : value === false ? "no" : value))] }).split("\n").slice(-1);
  return text.replace(/^\| delay of the event loop[^]*?\n(?=\n)/m, () => `${markdownTable(loopTable({ loops })).trimEnd()}\n`).replace(/^\| (?:the event loop never blocked|no work blocks the event loop) .*$/m, () => row);
}

function soakTables({ soaks }) {
  if (soaks.size === 0) return [];
  return [{
    head: ["memory under load", "seconds", "requests", "after the start", "first half", "second half", "peak", "slope", "p99 of single predictions"],
    rows: [...soaks].map(([service, { seconds, requests, start, first, last, peak, slope, p99 }]) => [
      service.name, whole(seconds), whole(requests), megabytes(start), megabytes(first), megabytes(last), megabytes(peak), `${(slope * 60 / 2 ** 20).toFixed(2)} MiB a minute`, ms(p99),
    ]),
  }];
}
