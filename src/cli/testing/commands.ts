import { Command } from "commander";
import { vi } from "vitest";
import { joinedFormats } from "../arguments";
import { exitStatusOf, oneLine } from "../errors";

type AddCommand = (program: Command) => void;

/** Runs command-line arguments in this process and returns the output on standard output and standard error. */
export async function runCommand(commands: readonly AddCommand[], words: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const program = new Command("jaywalk").exitOverride().configureOutput({ writeErr: () => undefined });
  for (const add of commands) add(program);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => Boolean((said[stream] += String(text)))),
  );
  try {
    await program.parseAsync(joinedFormats(words), { from: "user" });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return said;
}

/** The message of a refusal, on one line, if the caller can correct it (status 2). */
export async function refusalOf(commands: readonly AddCommand[], words: readonly string[]): Promise<string> {
  try {
    await runCommand(commands, words);
  } catch (error) {
    const usage = error instanceof Error && error.name === "CommanderError";
    if (!usage && exitStatusOf(error) !== 2) throw error;
    return oneLine(error instanceof Error ? error.message : "");
  }
  return "finished without errors";
}
