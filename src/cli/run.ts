import { Command, CommanderError } from "commander";
import { addCommand } from "./definition";
import { DEFINITIONS } from "./definitions";
import { failureOf, tell } from "./failure";
import { completeIO, type CliIO } from "./io";
import { UsageError } from "./usage";
import { version } from "./version";

const NAME = "segmentry";

/**
 * Runs the command line: `segmentry <argv>`. Never ends the process and leaves no handler behind.
 *
 * @param argv the arguments after the name of the program
 * @returns the exit code: 0, 1 where data, a model or a file was refused, 2 for wrong usage
 *
 * @example
 * ```ts
 * import { runCli } from "segmentry/cli";
 *
 * const lines: string[] = [];
 * const code = await runCli(["--version"], { stdout: { write: (text) => lines.push(text) } });
 * console.log(code, lines.length); // 0 1
 * ```
 */
export async function runCli(argv: readonly string[], io: Partial<CliIO> = {}): Promise<number> {
  const complete = completeIO(io), shown: Promise<unknown>[] = [];
  try {
    await createProgram(complete, shown).parseAsync([...argv], { from: "user" });
    await Promise.all(shown);
    return 0;
  } catch (error) {
    const known = DEFINITIONS.find(({ name }) => name === argv[0]);
    return await settle(error, complete, known ? `${NAME} ${known.name}` : NAME, shown);
  }
}

async function settle(error: unknown, io: CliIO, command: string, shown: readonly Promise<unknown>[]): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) {
    return Promise.all(shown).then(() => 0, (failed: unknown) => settle(failed, io, command, []));
  }
  const { exitCode, text } = failureOf(error instanceof CommanderError ? usageOf(error) : error, io, command);
  await tell(io, text);
  return exitCode;
}

function usageOf({ message, code }: CommanderError): UsageError {
  return new UsageError(code === "commander.help" ? "name a command" : message.replace(/^error: /, "").replace(/\.$/, ""));
}

/** @param shown gathers what waits to be written */
function createProgram(io: CliIO, shown: Promise<unknown>[]): Command {
  const program = new Command(NAME).description("Customer segmentation: find segments, keep them in one JSON model, score customers with it.");
  program.version(version, "--version", "print the version").helpOption("-h, --help", "print help").helpCommand(false);
  program.exitOverride().configureOutput({
    writeOut: (text) => { shown.push(Promise.resolve(io.stdout.write(text))); },
    writeErr: () => undefined,
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getOutHasColors: () => false,
  });
  program.addHelpText("after", `\nExamples:\n  ${NAME} fit customers.csv -o model.json\n  ${NAME} predict model.json new-customers.csv -o scored.csv\n\nHelp on a command: ${NAME} <command> --help`);
  for (const definition of DEFINITIONS) {
    addCommand(program, definition, NAME, async (args, options) => { await definition.run(args, options, io); });
  }
  return program;
}
