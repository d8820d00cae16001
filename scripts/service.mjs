import { spawn } from "node:child_process";
import { join } from "node:path";
import { memoryOf, processorTimeOf, treeOf } from "./processes.mjs";
import { freePort, get, once } from "./raw-http.mjs";
import { ROOT } from "./tools.mjs";

const READY_WITHIN = 60_000;

/** All that run: none of them outlives this process. */
const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
process.once("exit", () => {
  for (const pid of [...running].flatMap((child) => treeOf(child.pid))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has ended meanwhile
    }
  }
});

/** A service in a process of its own. */
export class Service {
  #process;
  #ended = false;

  /** `segmentry serve` of this build. */
  static serve(model, { options = [], port, node = [], ...further } = {}) {
    const args = (at) => [...node, process.env.SEGMENTRY_BIN ?? join(ROOT, "dist", "bin.js"), "serve", model, "--port", String(at), ...options];
    return Service.start("segmentry serve", { command: process.execPath, args, port, ...further });
  }

  /** Starts it at a free port, or the given one, and waits until it answers. `{ command, args(port), env, cwd }` say how. */
  static async start(name, { command, args, env = {}, cwd, paths, observe = false, port: at }) {
    const port = at ?? await freePort();
    const child = spawn(command, args(port), { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe", ...(observe ? ["ipc"] : [])] });
    const service = new Service(name, port, child, paths);
    await service.#ready();
    return service;
  }

  constructor(name, port, child, { one = "/predict", many = "/predict" } = {}) {
    [this.name, this.port, this.paths, this.#process] = [name, port, { one, many }, child];
    this.log = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (this.log = (this.log + text).slice(-4000)));
    running.add(child);
    this.ended = new Promise((resolve) => {
      const end = (how) => {
        this.#ended = true;
        running.delete(child);
        resolve(how);
      };
      child.once("error", ({ message }) => {
        this.log += message;
        end(message);
      });
      child.once("exit", (code, signal) => end(code ?? signal));
    });
  }

  get isRunning() {
    return !this.#ended;
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

  kill(signal) {
    this.#process.kill(signal);
  }

  /** Lets it end, within some time. Tells how it did: its code, or the signal that ended it. */
  async stop() {
    if (!this.#ended) this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), 10_000), how = await this.ended;
    clearTimeout(timer);
    return how;
  }
}
