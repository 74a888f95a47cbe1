import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

const SOURCES = ["src", "public"];
const STAMP = join(ROOT, "dist-cli/.sources");

/** Builds the app and the command when their sources have changed since the last build. */
export function ensureBuild() {
  const digest = digestOfSources();
  if (existsSync(STAMP) && existsSync(join(ROOT, "dist/index.html")) && readFileSync(STAMP, "utf8") === digest) return;
  console.error("Building …");
  run("npm", ["run", "-s", "build"]);
  writeFileSync(STAMP, digest);
}

function digestOfSources() {
  const files = readdirSync(ROOT)
    .filter(
      (name) => name.endsWith(".html") || ["package-lock.json", "vite.config.ts", "tsconfig.json", "postcss.config.js"].includes(name),
    )
    .concat(SOURCES.flatMap((folder) => filesUnder(folder)))
    .sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  return hash.digest("hex");
}

function filesUnder(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => !name.includes(".test.") && statSync(join(ROOT, name)).isFile());
}
