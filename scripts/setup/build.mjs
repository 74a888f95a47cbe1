import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOfInputs } from "./buildInputs.mjs";
import { ROOT, run } from "./run.mjs";

/** Each stamp records what it was built from. They are in the folders that a build empties, so that none outlives what it describes. */
const STAMPS = ["dist/.sources", "dist-cli/.sources"].map((path) => join(ROOT, path));

/** Builds the app and the command if their sources have changed since the last build. */
export function ensureBuild() {
  const digest = digestOfInputs(ROOT, process.env);
  if (STAMPS.every((stamp) => existsSync(stamp) && readFileSync(stamp, "utf8") === digest)) return;
  console.error("Building …");
  // A failed build leaves nothing that could be mistaken for a complete one.
  for (const stamp of STAMPS) rmSync(stamp, { force: true });
  // Whoever runs this, for example a test, the result must be the production build.
  run("npm", ["run", "-s", "build"], { env: { ...process.env, NODE_ENV: "production" } });
  for (const stamp of STAMPS) writeFileSync(stamp, digest);
}
