import type { CliIO } from "./io";
import type { RawOptions } from "./options/parse";

/** What is needed of a host's own program: the shape of a command of commander, whatever its version. */
export interface CommandLike {
  /** Adds a subcommand and returns it. */
  command(name: string): CommandLike;
  /** Says what the command does. */
  description(text: string): unknown;
  /** Adds an argument, such as `<file>`. */
  argument(flags: string, description: string): unknown;
  /** Adds an option. */
  option(flags: string, description: string): unknown;
  /** Adds an option whose values are parsed, each with what the ones before it gave. */
  option(flags: string, description: string, parse: (value: string, previous: unknown) => unknown): unknown;
  /** Sets what the command does. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  action(run: (...args: any[]) => Promise<void>): unknown;
  /** Adds text below the help. */
  addHelpText(position: "after", text: string): unknown;
}

export interface OptionDefinition {
  readonly flags: string;
  readonly description: string;
  /** Whether it may be given more than once. */
  readonly repeat?: boolean;
}

/** A command as data. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly (readonly [flags: string, description: string])[];
  readonly options: readonly OptionDefinition[];
  /** The arguments of each example and what it does. */
  readonly examples: readonly (readonly [args: string, description: string])[];
  run(args: readonly string[], options: RawOptions, io: CliIO): Promise<unknown>;
}

/**
 * Adds a command to a program.
 *
 * @param path the words that the program is called by
 * @param run does what the command does, and deals with its errors
 */
export function addCommand(program: CommandLike, definition: CommandDefinition, path: string, run: (args: readonly string[], options: RawOptions) => Promise<void>): void {
  const command = program.command(definition.name);
  command.description(definition.description);
  for (const [flags, description] of definition.arguments) command.argument(flags, description);
  for (const { flags, description, repeat } of definition.options) {
    if (repeat) command.option(flags, description, (value, previous) => [...((previous as string[] | undefined) ?? []), value]);
    else command.option(flags, description);
  }
  command.addHelpText("after", examples(definition, path));
  const count = definition.arguments.length;
  command.action((...args) => run(args.slice(0, count) as string[], args[count] as RawOptions));
}

function examples({ name, examples: list }: CommandDefinition, path: string): string {
  return ["", "Examples:", ...list.flatMap(([args, description]) => [`  # ${description}`, `  ${path} ${name} ${args}`])].join("\n");
}
