import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./run.mjs";

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
});

it("the lock file has what `npm ci` needs on any system: it agrees with package.json, and no other platform’s binary is missing", () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8")));
  // As Node resolves a package: in the folder of the one that needs it, then in those above.
  const isLocked = (from: string, name: string): boolean => {
    if (`${from === "" ? "" : `${from}/`}node_modules/${name}` in packages) return true;
    return from !== "" && isLocked(from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1)), name);
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).flatMap((name) => (isLocked(path, name) ? [] : [`${path}: ${name}`])),
  );
  expect(missing).toEqual([]);
  const { status, stderr } = spawnSync("npm", ["ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect(status, stderr).toBe(0);
});
