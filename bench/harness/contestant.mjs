import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const MARK = "answer ";

/** A process that answers requests, one at a time, each as JSON on a line. */
export class Contestant {
  #process;
  #waiting = null;

  /** Starts it; ready once it has said so. */
  static async start({ command, args, env = {} }) {
    const contestant = new Contestant(spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "inherit"] }));
    const { error } = await contestant.#answer();
    if (error) throw new Error(error);
    return contestant;
  }

  constructor(child) {
    this.#process = child;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith(MARK)) this.#settle(JSON.parse(line.slice(MARK.length)));
    });
    child.on("error", ({ message }) => this.#settle({ error: message }));
    child.on("close", (code, signal) => this.#settle({ error: `the process ended with ${code ?? signal}` }));
    child.stdin.on("error", () => {}); // it has ended, which is told by close
  }

  /** The answer to a request; `{ error }` also where the process has died. */
  ask(request) {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return { error: "the process has ended" };
    const answer = this.#answer();
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    return answer;
  }

  /** Lets it end, and waits until it has. */
  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin.end();
    await ended;
  }

  #answer() {
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  #settle(answer) {
    this.#waiting?.(answer);
    this.#waiting = null;
  }
}
