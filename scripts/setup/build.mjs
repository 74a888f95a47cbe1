import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOfInputs } from "./buildInputs.mjs";
import { ROOT, run } from "./run.mjs";

/** Each says what it was built from. They lie in the folders that a build empties, so that none outlives what it tells of. */
const STAMPS = ["dist/.sources", "dist-cli/.sources"].map((path) => join(ROOT, path));

/** Builds the app and the command where what they are built from has changed since. */
export function ensureBuild() {
  const digest = digestOfInputs(ROOT, process.env);
  if (STAMPS.every((stamp) => existsSync(stamp) && readFileSync(stamp, "utf8") === digest)) return;
  console.error("Building …");
  // A build that fails leaves nothing that could be taken for whole.
  for (const stamp of STAMPS) rmSync(stamp, { force: true });
  // Whatever runs this, a test for one, what is built is what people are given.
  run("npm", ["run", "-s", "build"], { env: { ...process.env, NODE_ENV: "production" } });
  for (const stamp of STAMPS) writeFileSync(stamp, digest);
}
