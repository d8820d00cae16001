import { spawn } from "node:child_process";
import { memoryOf, processorTimeOf } from "../../scripts/processes.mjs";
import { freePort, get, once } from "../../scripts/raw-http.mjs";

const READY_WITHIN = 60_000;

/** A service in a process of its own, which is stopped when it is disposed of. */
export class Service {
  #process;
  #ended = false;

  /** Starts it at a free port, and waits until it answers. `{ command, args(port), env, cwd }` say how. */
  static async start(name, { command, args, env = {}, cwd, paths, observe = false }) {
    const port = await freePort();
    const child = spawn(command, args(port), { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe", ...(observe ? ["ipc"] : [])] });
    const service = new Service(name, port, child, paths);
    await service.#ready();
    return service;
  }

  constructor(name, port, child, { one = "/predict", many = "/predict" } = {}) {
    [this.name, this.port, this.paths, this.#process] = [name, port, { one, many }, child];
    this.log = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (this.log = (this.log + text).slice(-4000)));
    child.once("error", ({ message }) => ((this.#ended = true), (this.log += message)));
    child.once("exit", () => (this.#ended = true));
  }

  get pid() {
    return this.#process.pid;
  }

  url(kind) {
    return `http://127.0.0.1:${this.port}${this.paths[kind]}`;
  }

  async #ready() {
    for (const until = Date.now() + READY_WITHIN; Date.now() < until;) {
      if (this.#ended) throw new Error(`${this.name} ended before it answered: ${this.log}`);
      const answer = await once(this.port, get("/health"));
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.name} does not answer within ${READY_WITHIN / 1000} s: ${this.log}`);
  }

  memory(field) {
    return memoryOf(this.pid, field);
  }

  processorTime() {
    return processorTimeOf(this.pid);
  }

  /** Forgets what the event loop did so far. */
  resetLoop() {
    this.#process.send("loop-delay:reset");
  }

  /** How long the event loop was kept from its work, as loop-delay.mjs tells it. */
  readLoop() {
    return new Promise((resolve) => {
      this.#process.once("message", resolve);
      this.#process.send("loop-delay:read");
    });
  }

  async stop() {
    if (this.#ended) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(timer);
  }
}
