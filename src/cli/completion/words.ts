import type { Command, Option } from "commander";

/** One command, as a shell completes it. */
export type CommandWords = {
  /** What is typed to reach it, without the program: `[]`, `["suite"]`, `["suite", "merge"]`. */
  readonly path: readonly string[];
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionWords[];
  /** What its arguments can be, besides files. */
  readonly values: readonly string[];
};

export type OptionWords = {
  /** Without hyphens. */
  readonly short: string | null;
  readonly long: string;
  readonly description: string;
  /** Whether a value follows; `choices` are what it can be, and empty if it is a file or anything else. */
  readonly takesValue: boolean;
  readonly choices: readonly string[];
};

/** What there is to complete: every command with its options, subcommands and values. @param values of commands' arguments, by name */
export function completionWords(program: Command, values: Readonly<Record<string, readonly string[]>>): CommandWords[] {
  const wordsOf = (command: Command, path: readonly string[]): CommandWords[] => {
    const subcommands = command.createHelp().visibleCommands(command);
    const own: CommandWords = {
      path,
      subcommands: subcommands.map((sub) => ({ name: sub.name(), description: firstLine(sub.description()) })),
      options: command.createHelp().visibleOptions(command).map(optionWords),
      values: command.registeredArguments.flatMap((argument) => argument.argChoices ?? values[argument.name()] ?? []),
    };
    return [own, ...command.commands.flatMap((sub) => wordsOf(sub, [...path, sub.name()]))];
  };
  return wordsOf(program, []);
}

function optionWords(option: Option): OptionWords {
  return {
    short: option.short?.replace(/^-/, "") ?? null,
    long: (option.long ?? option.name()).replace(/^--/, ""),
    description: firstLine(option.description),
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}

/** The first sentence, since shells show one line. */
const firstLine = (text: string): string => text.split(/[;\n]|\. /, 1)[0] ?? "";
