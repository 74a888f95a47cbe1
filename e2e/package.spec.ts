import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

let root = "";
test.beforeAll(() => void (root = mkdtempSync(join(tmpdir(), "jaywalk-package-"))));
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs npm or npx, which must not need a network. @returns what it wrote on standard output */
function run(folder: string, program: string, ...parameters: string[]): string {
  // Started by npm itself, this process has npm's settings of the project in its environment.
  const environment = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith("npm_"));
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: folder,
    encoding: "utf8",
    env: Object.fromEntries(environment),
    shell: process.platform === "win32",
  });
  expect(status, `${program} ${parameters.join(" ")}: ${stderr}`).toBe(0);
  return stdout;
}

test("the packed file installs in an empty folder without a network, and its command renders from any folder", () => {
  test.setTimeout(240_000);
  // The build is current: no script needs to run.
  const [packed] = JSON.parse(run(process.cwd(), "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", root)) as {
    filename: string;
    entryCount: number;
    files: { path: string }[];
  }[];
  if (!packed) throw new Error("nothing was packed");
  expect(packed.entryCount).toBeLessThan(200);
  const sources = packed.files.map(({ path }) => path).filter((path) => !/^(dist|dist-cli|licences|lib|schemas)\/[^.]/.test(path));
  expect(sources.sort()).toEqual(["CHANGELOG.md", "LICENSE", "NOTICE.md", "README.md", "package.json"]);

  const project = join(root, "project");
  const below = join(project, "videos");
  mkdirSync(below, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true }));
  run(project, "npm", "install", "--offline", "--no-audit", "--no-fund", join(root, packed.filename));
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["jaywalk"]);

  const options = ["--duration", "0.5", "--size", "320x180", "--formats", "coco", "mot", "--out", "out", "--json"];
  const answer = JSON.parse(run(below, "npx", "--offline", "jaywalk", "render", "dart_out", ...options)) as object;
  expect(answer).toMatchObject({ out: "out", frames: 15, fps: 30 });
  expect(readFileSync(join(below, "out/video.mp4")).length).toBeGreaterThan(1000);
  expect(readdirSync(join(below, "out/annotations"))).toEqual(["coco.json", "mot", "mot_per_class"]);
  expect(run(below, "npx", "--offline", "jaywalk", "lint", "out")).toContain("no problems found");
});

test("under npm run, too, relative paths are meant from where the user is", () => {
  const words = ["--duration", "0.1", "--formats", "none", "--out", "from-here"];
  // It also shows that the command ends.
  run(root, "npm", "--prefix", process.cwd(), "run", "-s", "jaywalk", "--", "export", "dart_out", ...words);
  expect(readdirSync(join(root, "from-here"))).toContain("ground_truth.json");
});
