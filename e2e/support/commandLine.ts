import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const COMMAND = fileURLToPath(new URL("../../dist-cli/jaywalk.mjs", import.meta.url));

export type CommandResult = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the built `jaywalk` command to its end, whatever its exit status. */
export function tryJaywalk(...parameters: string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...parameters], { encoding: "utf8", timeout: 240_000 });
  return { status, stdout, stderr };
}

/** Runs the built `jaywalk` command. @returns its output @throws with its error message if it fails */
export function jaywalk(...parameters: string[]): string {
  const { status, stdout, stderr } = tryJaywalk(...parameters);
  if (status !== 0) throw new Error(`jaywalk ${parameters.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Starts the built `jaywalk` command and leaves it running. */
export function startJaywalk(environment: Readonly<Record<string, string>>, ...parameters: string[]) {
  return spawn(process.execPath, [COMMAND, ...parameters], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...environment },
  });
}
