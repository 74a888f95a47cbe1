import { spawn, spawnSync } from "node:child_process";
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

/**
 * Starts a program in the project's folder, to run beside others.
 * @param shows whether its output is shown; otherwise it is kept
 * @returns its exit status and the output kept, once it has ended
 */
export function runBeside(program, parameters, { shows }) {
  const output = shows ? "inherit" : "pipe";
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: ROOT, stdio: ["ignore", output, output], shell: process.platform === "win32" });
    let kept = "";
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (kept += text));
    child.on("error", (error) => resolve({ status: 1, output: `${program} could not be started (${error.message})\n` }));
    child.on("close", (status) => resolve({ status: status ?? 1, output: kept }));
  });
}
