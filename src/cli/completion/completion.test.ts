import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { runCommand, refusalOf } from "../testing/commands";
import { addCompletionCommand } from "../commands/completion";
import { addExportCommand } from "../commands/export";
import { addRenderCommand } from "../commands/render";
import { addVersionsCommand } from "../commands/versions";

const COMMANDS = [addRenderCommand, addExportCommand, addVersionsCommand, addCompletionCommand];
const script = async (shell: string) => (await runCommand(COMMANDS, ["completion", shell])).stdout;

/** What bash offers at the end of a command line. */
function offered(completion: string, ...words: string[]): string[] {
  const line = ["jaywalk", ...words].map((word) => `'${word}'`).join(" ");
  const program = `${completion}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _jaywalk; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", program], { encoding: "utf8", cwd: import.meta.dirname });
  expect(stderr).toBe("");
  return stdout.split("\n").filter(Boolean);
}

test("bash completes commands, options, an option's choices, presets and files", async () => {
  const bash = await script("bash");
  expect(offered(bash, "")).toEqual(expect.arrayContaining(["render", "export", "versions", "completion", "--help"]));
  expect(offered(bash, "ren")).toEqual(["render"]);
  expect(offered(bash, "versions", "cr")).toEqual(["create"]);
  expect(offered(bash, "render", "dart")).toContain("dart_out");
  expect(offered(bash, "render", "dart_out", "--quality", "")).toEqual(["draft", "standard", "high", "lossless"]);
  expect(offered(bash, "render", "dart_out", "--quality", "draft", "--we")).toEqual(["--weather", "--webm"]);
  expect(offered(bash, "render", "dart_out", "--out", "comp")).toEqual(["completion.test.ts"]);
  expect(offered(bash, "completion", "f")).toEqual(["fish"]);
});

test("the scripts of the other shells hold the same words, with descriptions where the shell shows them", async () => {
  expect(await script("zsh")).toContain(await script("bash"));
  const fish = await script("fish");
  expect(fish).toContain("-a 'render' -d 'render a scenario: video, ground truth and annotations in one bundle'");
  expect(fish).toMatch(/__fish_seen_subcommand_from render.*-l 'quality'.*-r -f -a 'draft standard high lossless'/);
  expect(await refusalOf(COMMANDS, ["completion", "tcsh"])).toContain("Allowed choices are bash, zsh, fish");
});
