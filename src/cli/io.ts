/** Where text goes. */
export interface CliOutput {
  /** Takes some text. A promise that it returns is waited for, so that a slow reader holds the work back. */
  write(text: string): unknown;
  /** Whether it is a terminal: only there a progress bar is drawn. */
  readonly isTTY?: boolean | undefined;
  /** Characters a line. Default: 100. */
  readonly columns?: number | undefined;
}

/** What a command reads from and writes to. Default: that of the process. */
export interface CliIO {
  /** What the file name `-` stands for: bytes, or text. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  /** Stops the command; no file is left that is not whole. */
  readonly signal?: AbortSignal | undefined;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /**
   * Runs work that holds the thread, so that no signal of the process can be handled meanwhile. No file is open during it: a
   * program may let signals end the process at once. Default: just runs it.
   */
  readonly hold?: (<T>(work: () => T) => T) | undefined;
}

/** The parts given, and the process's for the rest. */
export function completeIO(io: Partial<CliIO> = {}): CliIO {
  return {
    // Touching process.stdin opens it: only when it is read.
    stdin: io.stdin ?? { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array> },
    stdout: io.stdout ?? outputOf(process.stdout),
    stderr: io.stderr ?? outputOf(process.stderr),
    signal: io.signal,
    cwd: io.cwd ?? process.cwd(),
    hold: io.hold,
  };
}

/** A stream of the process, whose writes end when it has taken them. */
export function outputOf(stream: NodeJS.WriteStream): CliOutput {
  return {
    write: (text) => new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => { if (error) reject(error); else resolve(); });
    }),
    get isTTY() { return stream.isTTY; },
    get columns() { return stream.columns; },
  };
}

/** Writes a text and ends its line. */
export async function print(output: CliOutput, text: string): Promise<void> {
  await output.write(`${text}\n`);
}

/** Writes a value as JSON that people can read too. */
export function printJson(output: CliOutput, value: unknown): Promise<void> {
  return print(output, JSON.stringify(value, null, 2));
}

/** Characters a line of an output. */
export const widthOf = (output: CliOutput): number => Math.max(40, output.columns ?? 100);
