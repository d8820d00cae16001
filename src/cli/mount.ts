import { addCommand, type CommandLike } from "./definition";
import { DEFINITIONS } from "./definitions";
import { failureOf, tell } from "./failure";
import { completeIO, type CliIO } from "./io";

/** Options of {@link mount}. */
export interface MountOptions {
  /** The name of the subcommand. Default: `"segmentry"`. */
  readonly name?: string | undefined;
  /** What the commands read from and write to. Default: that of the process. */
  readonly io?: Partial<CliIO> | undefined;
  /** Called with the exit code of a command that failed. Default: sets `process.exitCode`. */
  readonly onExit?: ((exitCode: number) => void) | undefined;
}

/**
 * Adds all commands to another program of commander, under one subcommand.
 *
 * @example
 * ```ts
 * import { mount, type CommandLike } from "segmentry/cli";
 *
 * // addSegments(new Command("my-tool")), then: my-tool segments fit customers.csv -o model.json
 * const addSegments = (program: CommandLike): void => mount(program, { name: "segments" });
 * ```
 */
export function mount(program: CommandLike, options: MountOptions = {}): void {
  const { name = "segmentry", onExit = setExitCode } = options, io = completeIO(options.io);
  const group = program.command(name);
  group.description("find segments of customers and score customers with them");
  for (const definition of DEFINITIONS) {
    addCommand(group, definition, name, async (args, raw) => {
      try {
        await definition.run(args, raw, io);
      } catch (error) {
        const { exitCode, text } = failureOf(error, io, `${name} ${definition.name}`);
        await tell(io, text);
        if (exitCode !== 0) onExit(exitCode);
      }
    });
  }
}

function setExitCode(exitCode: number): void {
  process.exitCode = exitCode;
}
