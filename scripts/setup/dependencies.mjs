import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

const FLOOR = [20, 19];

/** Installs the packages if they are missing or older than the lock file; exits with a clear message if Node is too old. */
export function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
    console.error(
      `Jaywalk needs Node ${FLOOR.join(".")} or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org`,
    );
    process.exit(1);
  }
  const installed = join(ROOT, "node_modules/.package-lock.json");
  const lock = join(ROOT, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error("Installing packages …");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Whether a program can be started from the PATH. */
export function isOnPath(program) {
  return spawnSync(program, ["-version"], { stdio: "ignore" }).error === undefined;
}
