// npm run check:format: no line over 140 columns in files that neither Prettier wraps nor ESLint reads: prose, style sheets, pages.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup/run.mjs";

const MAX_COLUMNS = 140;
const SKIPPED = new Set(["node_modules", "dist", "dist-cli", "test-results", "playwright-report", "coverage", ".git", "licences", "cases"]);

const long = filesUnder(".").flatMap((file) => {
  let code = false;
  return readFileSync(join(ROOT, file), "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line.startsWith("```")) code = !code;
      // A table row cannot be wrapped, nor can a line of output.
      const fixed = file.endsWith(".md") && (code || line.trimStart().startsWith("|"));
      return !fixed && line.length > MAX_COLUMNS ? [`${file}:${index + 1}: ${line.length} columns; at most ${MAX_COLUMNS}`] : [];
    });
});
if (long.length > 0) {
  console.error(long.join("\n"));
  process.exit(1);
}

function filesUnder(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : /\.(md|css|html)$/.test(entry.name) ? [path] : [];
  });
}
