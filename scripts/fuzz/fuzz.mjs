import { Connection, get, once } from "../raw-http.mjs";
import { openFilesOf } from "../processes.mjs";
import { caseOf } from "./cases.mjs";

const ANSWER_WITHIN = 45_000;
/** A service that holds more than this has no bound. */
const MOST_MEMORY = 768 * 2 ** 20;
/** Failures of the same sort that are shown; sorts of failures after which it stops. */
const MOST_ALIKE = 3, MOST_SORTS = 25;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the cases of a seed, from several clients at a time. */
export class Fuzz {
  #failures = [];
  #sorts = new Map();
  #counts = new Map();
  #statuses = new Map();
  #bare = 0;

  constructor(targets, { seed, clients, say }) {
    [this.targets, this.seed, this.clients, this.say] = [targets, seed, clients, say];
  }

  /** Sends so many and checks all; prints what there was, and whether all was right. */
  async run(bodies) {
    const started = performance.now(), before = this.targets.map(({ service }) => ({ pid: service.pid, files: openFilesOf(service.pid), memory: service.memory() }));
    let next = 0, told = started;
    const client = async () => {
      const connections = new Map();
      while (next < bodies && this.#sorts.size < MOST_SORTS && this.targets.every(({ service }) => service.isRunning)) {
        await this.#send(next++, connections);
        if (performance.now() - told > 10_000) {
          told = performance.now();
          this.say(`${next} of ${bodies} bodies, ${Math.round(next / ((told - started) / 1000))}/s, ${this.targets.map(({ name, service }) => `${name} ${Math.round(service.memory() / 2 ** 20)} MiB`).join(", ")}, ${this.#failures.length} failures`);
          for (const { name, service } of this.targets) if (service.memory() > MOST_MEMORY) this.#fail(next, { kind: "memory" }, `${name} holds ${Math.round(service.memory() / 2 ** 20)} MiB`);
        }
      }
      for (const connection of connections.values()) connection.destroy();
    };
    await Promise.all(Array.from({ length: this.clients }, client));
    await pause(500);
    return this.#report(next, (performance.now() - started) / 1000, before);
  }

  /** Sends one case alone, and shows all of it. */
  async replay(index) {
    const one = caseOf(this.seed, index, this.targets);
    this.say(`case ${index}: ${one.kind} ${one.detail ?? ""} ${one.verb} to ${one.target.name}`);
    const bytes = Buffer.concat(one.pieces);
    this.say(bytes.length > 4000 ? `${bytes.toString("latin1", 0, 2000)}\n... (${bytes.length} bytes) ...\n${bytes.toString("latin1", bytes.length - 500)}` : bytes.toString());
    const answer = await this.#send(index, new Map());
    if (answer) this.say(`\n${answer.status} ${JSON.stringify(answer.headers)}\n${answer.body.toString().slice(0, 4000)}`);
    this.say(this.#failures.length === 0 ? "as it must be" : "");
    return this.#failures.length === 0;
  }

  async #send(index, connections) {
    const one = caseOf(this.seed, index, this.targets), { target, pieces, check, isCut, isLast, isHead } = one, { port } = target.service;
    this.#counts.set(one.kind, (this.#counts.get(one.kind) ?? 0) + 1);
    let connection = connections.get(port);
    if (connection === undefined || connection.ended) connections.set(port, connection = new Connection(port));
    let answer = null;
    try {
      for (const [i, piece] of pieces.entries()) {
        if (i > 0) await pause(1);
        connection.write(piece);
      }
      if (isCut) await pause(10);
      else {
        answer = await withinTime(connection.answer(isHead));
        this.#statuses.set(answer?.status ?? "none", (this.#statuses.get(answer?.status ?? "none") ?? 0) + 1);
        if (answer === null && !isLast) throw new Error(`no answer, the connection ended${target.service.isRunning ? "" : ", and the process too"}`);
        if (answer?.status >= 500 && answer.status !== 503) throw new Error(`status ${answer.status}: ${answer.body.toString().slice(0, 500)}`);
        if (check(answer) === "bare") this.#bare++;
        if (!isLast && connection.unasked.length > 0) throw new Error(`bytes after the answer: ${connection.unasked.toString().slice(0, 300)}`);
      }
    } catch (error) {
      this.#fail(index, one, error.message);
      connection.destroy();
      connections.delete(port);
    }
    if (isCut || isLast) {
      connection.destroy();
      connections.delete(port);
    }
    return answer;
  }

  #fail(index, { kind, detail, verb, target }, message) {
    const sort = `${kind}: ${message.replaceAll(/\d+/g, "0").slice(0, 60)}`, alike = (this.#sorts.get(sort) ?? 0) + 1;
    this.#failures.push({ index, kind, message });
    this.#sorts.set(sort, alike);
    if (alike <= MOST_ALIKE) this.say(`not ok case ${index} (${[kind, detail, verb, target?.name].filter(Boolean).join(", ")}): ${message}\n       again: node scripts/fuzz-http.mjs --seed ${this.seed} --only ${index}`);
  }

  async #report(sent, seconds, before) {
    const list = (map) => [...map].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(", ");
    this.say(`\n${sent} bodies in ${Math.round(seconds)} s (${Math.round(sent / seconds)}/s, ${this.clients} clients), seed ${this.seed}`);
    this.say(`kinds: ${list(this.#counts)}\nstatuses: ${list(this.#statuses)}; ${this.#bare} refusals of no HTTP without a problem document`);
    for (const [i, { name, service }] of this.targets.entries()) {
      const health = service.isRunning ? await once(service.port, get("/health")) : null, isWell = health?.status === 200 && service.pid === before[i].pid;
      const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
      this.say(`${isWell ? "ok    " : "not ok"} ${name}: process ${service.isRunning ? "alive, the same" : "ended"}, health ${health?.status}, memory ${megabytes(before[i].memory)} before, ${megabytes(service.memory())} after, ${megabytes(service.memory("VmHWM"))} at most, open files ${before[i].files} before, ${openFilesOf(service.pid)} after`);
      if (!isWell) this.#failures.push({ index: -1, kind: "process", message: service.log });
      if (!service.isRunning) this.say(service.log);
    }
    this.say(this.#failures.length === 0 ? "all answers are as they must be" : `${this.#failures.length} failures of ${this.#sorts.size} sorts${this.#sorts.size >= MOST_SORTS ? ", stopped there" : ""}:\n${[...this.#sorts].map(([sort, count]) => `${count} x ${sort}`).join("\n")}`);
    return this.#failures.length === 0;
  }
}

function withinTime(promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN / 1000} s`)), ANSWER_WITHIN)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
