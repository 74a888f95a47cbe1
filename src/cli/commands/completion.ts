import { Argument, type Command } from "commander";
import { PRESETS } from "@/presets";
import { SHELLS, completionScript, type Shell } from "../completion/scripts";
import { completionWords } from "../completion/words";

/** Adds `jaywalk completion`, which knows the commands that were added before and after it. */
export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .addArgument(new Argument("<SHELL>", "the shell").choices(SHELLS))
    .description('print a script that completes jaywalk on the command line: eval "$(jaywalk completion bash)"')
    .action((shell: Shell) => {
      const presets = PRESETS.map(({ id }) => id);
      process.stdout.write(completionScript(shell, completionWords(program, { SCENARIO: presets })));
    });
}
