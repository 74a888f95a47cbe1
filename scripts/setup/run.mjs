import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a program in the project's folder, with its output on our standard error; exits if it fails. */
export function run(program, parameters, options = {}) {
  const { status, error } = spawnSync(program, parameters, {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    ...options,
  });
  if (error) {
    console.error(`${program} could not be started (${error.message}); install it and try again`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
}
