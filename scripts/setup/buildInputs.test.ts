import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildInputs, digestOfInputs } from "./buildInputs.mjs";
import { ROOT } from "./run.mjs";

/** What the two builds read in addition to the modules of `src`. */
const READ = [
  ...["package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "index.html", "headless.html", "selftest.html"],
  ...["LICENSE", "NOTICE.md", "licences/GPL-2.0.txt", "public/isolation.js", "public/favicon.svg"],
  ...["src/cli/headless/headers.mjs", "src/cli/headless/findChromium.mjs", "src/cli/headless/appFiles.mjs", "src/app/main.tsx"],
  ...["src/raster/compileKernel.mjs", "src/raster/kernel/fill.ts"],
];
const NOT_READ = [
  "README.md",
  "e2e/new.spec.ts",
  "docs/new.md",
  "src/new.test.ts",
  "src/raster/kernelBytes.js",
  "scripts/new.mjs",
  "dist/index.html",
  ".git/HEAD",
];

let copy = "";
const digest = (environment = {}) => digestOfInputs(copy, environment);
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
};

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "build-inputs-"));
  for (const path of READ) cpSync(join(ROOT, path), join(copy, path));
});
afterAll(() => rmSync(copy, { recursive: true }));

test("a build is out of date once anything it reads has changed, appeared or disappeared", () => {
  const inputs = buildInputs(ROOT);
  expect(READ.filter((path) => !inputs.includes(path))).toEqual([]);
  const seen = new Set([digest()]);
  const expectNew = (what: string) => {
    expect(seen.has(digest()), what).toBe(false);
    seen.add(digest());
  };
  for (const path of READ) {
    write(path, "changed");
    expectNew(path);
  }
  for (const path of [
    ".env.production",
    "postcss.config.js",
    "src/new.module.css",
    "src/core/deep/new.wasm",
    "node_modules/.package-lock.json",
  ]) {
    write(path, "new");
    expectNew(path);
  }
  renameSync(join(copy, "src/new.module.css"), join(copy, "src/renamed.module.css"));
  expectNew("a new name");
  rmSync(join(copy, "public/favicon.svg"));
  expectNew("a file gone");
  expect(digest({ VITE_TITLE: "other" })).not.toBe(digest());
});

test("changes to files that no build reads make nothing out of date", () => {
  const before = digest();
  for (const path of NOT_READ) write(path, "new");
  expect(digest({ HOME: "/elsewhere" })).toBe(before);
});
