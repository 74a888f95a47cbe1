import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** What is in the project's folder but not read by any build; anything else there, now or later, may change a build. */
const NOT_READ = new Set([
  ...[".ci", ".git", ".github", ".idea", ".vite", ".vscode", "bench", "coverage", "dist", "dist-cli", "docs", "e2e", "node_modules"],
  ...["playwright-report", "schemas", "scripts", "test-results"],
  ...[".DS_Store", ".gitignore", ".oxlintrc.json", ".prettierignore", ".prettierrc.json", "ARCHITECTURE.md", "CHANGELOG.md", "README.md"],
  ...["eslint.config.js", "knip.json", "playwright.config.ts", "vitest.config.ts"],
]);

/** The rasteriser, compiled from sources that are read. */
const MADE_BY_BUILD = "src/raster/kernelBytes.js";

/** The packages that npm has installed, with their versions, are listed here. */
const INSTALLED = "node_modules/.package-lock.json";

/** Every file that a build may read, with `/` between folders, in order. */
export function buildInputs(root) {
  const files = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !NOT_READ.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(root, entry.name) : [entry.name]))
    .filter((path) => !path.includes(".test.") && path !== MADE_BY_BUILD);
  return [...files, ...(existsSync(join(root, INSTALLED)) ? [INSTALLED] : [])].sort();
}

/** Identifies the state of a build's sources: its files, and the variables that Vite inserts into the build. */
export function digestOfInputs(root, environment) {
  const hash = createHash("sha256");
  const add = (name, content) => hash.update(`${name}\0${content.length}\0`).update(content);
  for (const path of buildInputs(root)) add(path, readFileSync(join(root, path)));
  for (const name of Object.keys(environment).sort()) if (name.startsWith("VITE_")) add(`$${name}`, Buffer.from(environment[name] ?? ""));
  return hash.digest("hex");
}

function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).replaceAll(sep, "/"));
}
