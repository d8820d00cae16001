import cliProgress from "cli-progress";
import type { CliIO, CliOutput } from "../io";

/** Work shorter than this shows no bar: it would only flicker. In milliseconds. */
const PATIENCE = 500;

/** A progress bar on a terminal, for work that takes long; nothing elsewhere. */
export class ProgressBar {
  readonly #output: CliOutput | undefined;
  readonly #start = Date.now();
  #bar: cliProgress.SingleBar | undefined;

  constructor({ stderr }: CliIO, quiet: boolean | undefined) {
    this.#output = stderr.isTTY && !quiet ? stderr : undefined;
  }

  /** Shows how far the work has come; a total that is not known shows nothing. */
  update(label: string, done: number, total: number | undefined): void {
    if (!this.#output || !total || !Number.isFinite(total) || Date.now() - this.#start < PATIENCE) return;
    this.#bar ??= startBar(this.#output);
    this.#bar.setTotal(total);
    this.#bar.update(Math.min(done, total), { label: label.padEnd(28) });
  }

  /** Takes the bar away. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

function startBar(stream: CliOutput): cliProgress.SingleBar {
  const bar = new cliProgress.SingleBar({
    stream: stream as unknown as NodeJS.WritableStream,
    format: "{label} [{bar}] {percentage} %",
    barsize: 30,
    clearOnComplete: true,
    // Neither may be left switched off, nor a handler of signals behind, where a signal ends the process at once.
    hideCursor: false, linewrap: true, gracefulExit: false,
  });
  bar.start(1, 0, { label: "" });
  return bar;
}
