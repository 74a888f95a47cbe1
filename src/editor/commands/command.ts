import type { SlimScenario } from "@/core/document";

/**
 * One change of a scenario. `apply` is pure: it returns the same object if nothing changes, and otherwise a new scenario that shares all
 * untouched parts with the old one and obeys the schema.
 */
export type Command = {
  /** What the undo history shows, such as "Move actor". */
  readonly label: string;
  readonly apply: (scenario: SlimScenario) => SlimScenario;
  /** Two consecutive commands with the same key become one undo step (a held arrow key). */
  readonly merge?: string;
};

export function command(label: string, apply: (scenario: SlimScenario) => SlimScenario): Command {
  return { label, apply };
}

/** Applies the commands one after the other as one undo step. */
export function sequence(label: string, commands: readonly Command[]): Command {
  return { label, apply: (scenario) => commands.reduce((before, { apply }) => apply(before), scenario) };
}

/** Makes consecutive commands with the same key one undo step. */
export function merging(key: string, change: Command): Command {
  return { ...change, merge: key };
}
