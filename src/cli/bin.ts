#!/usr/bin/env node
import { outputOf, type CliIO } from "./io";
import { runCli } from "./run";

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
const controller = new AbortController();
let stoppedBy: number | undefined;

const handlers = Object.entries(SIGNALS).map(([signal, exitCode]) => [signal, () => {
  stoppedBy = exitCode;
  // A second signal ends the process at once.
  ignoreSignals();
  controller.abort();
}] as const);

function heedSignals(): void {
  for (const [signal, handler] of handlers) process.on(signal, handler);
}

function ignoreSignals(): void {
  for (const [signal, handler] of handlers) process.removeListener(signal, handler);
}

/** Work that holds the thread would hold our handlers too: meanwhile signals end the process as they do by default. */
const hold: CliIO["hold"] = (work) => {
  ignoreSignals();
  try {
    return work();
  } finally {
    heedSignals();
  }
};

async function main(): Promise<void> {
  heedSignals();
  // The error reaches whoever writes, too.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const exitCode = await runCli(process.argv.slice(2), { stdout: outputOf(process.stdout), stderr: outputOf(process.stderr), signal: controller.signal, hold });
  // A command that a signal ends as it should, such as a service, is no failure.
  process.exitCode = exitCode === 0 ? 0 : (stoppedBy ?? exitCode);
  ignoreSignals();
  // Input that is not read to its end would keep the process alive.
  process.stdin.destroy();
}

void main();
