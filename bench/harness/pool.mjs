import { join } from "node:path";
import { Contestant } from "./contestant.mjs";
import { installPackages } from "./packages.mjs";
import { installPython } from "./python.mjs";

const FOLDER = join(import.meta.dirname, "..");
const node = (file) => ({ command: process.execPath, args: ["--max-old-space-size=8192", join(FOLDER, "contestants", file)] });

/** Python with so many threads. Idle threads of OpenMP stop to spin early, so that they take no time from the next contestant. */
function python(command, threads) {
  const count = String(threads), spin = threads > 1 ? { GOMP_SPINCOUNT: "1000" } : {};
  return { command, args: [join(FOLDER, "python", "server.py")], env: { OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, ...spin } };
}

/** The contestants that can be had here; started when first asked, one process each until `stop`. */
export class Pool {
  /** Why some are missing, by what they need. */
  absent = {};
  #commands = { ours: node("ours.mjs") };
  #running = new Map();

  /** Installs what the contestants need where it is not there yet. */
  static prepare({ withPython }) {
    const pool = new Pool();
    const packages = installPackages(), environment = withPython ? installPython() : { reason: "asked to run without" };
    if (packages.reason === undefined) pool.#commands.peers = node("peers.mjs");
    else pool.absent.js = packages.reason;
    if (environment.reason === undefined) for (const threads of [1, 2]) pool.#commands[`python${threads}`] = python(environment.command, threads);
    else pool.absent.python = environment.reason;
    return pool;
  }

  has(contestant) {
    return contestant in this.#commands;
  }

  async ask(contestant, request) {
    if (!this.#running.has(contestant)) this.#running.set(contestant, await Contestant.start(this.#commands[contestant]));
    return this.#running.get(contestant).ask(request);
  }

  async stop() {
    for (const contestant of this.#running.values()) await contestant.stop();
    this.#running.clear();
  }
}
