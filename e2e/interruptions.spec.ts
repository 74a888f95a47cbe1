import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startJaywalk } from "./support/commandLine";

let root: string;
let temporary: string;
test.beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "jaywalk-cut-"));
  temporary = join(root, "temporary");
  mkdirSync(temporary);
});
test.afterEach(() => rmSync(root, { recursive: true, force: true }));

type Ended = { readonly status: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string };

/** Runs the command with its own temporary folder; `onText` receives all of its output so far. */
function run(parameters: readonly string[], onText: (text: string, pid: number) => void = () => undefined): Promise<Ended> {
  return new Promise((resolve) => {
    const child = startJaywalk({ TMPDIR: temporary }, ...parameters);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      onText(stderr, child.pid ?? 0);
    });
    child.on("close", (status, signal) => resolve({ status, signal, stderr }));
  });
}

type Program = { readonly pid: number; readonly args: string };

/** The browser processes of runs with our temporary folder: the main one, or those that draw pages. */
function browsers(kind: "main" | "page"): Program[] {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  const found = lines.flatMap((line) => {
    const [, pid = "", args = ""] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return args.includes(temporary) ? [{ pid: Number(pid), args }] : [];
  });
  return found.filter(({ args }) =>
    kind === "main" ? args.includes("--headless") && !args.includes("--type=") : args.includes("--type=renderer"),
  );
}

const suiteFile = (): string => {
  const spec = join(root, "suite.json");
  const video = (name: string, seed: number) => ({
    name,
    preset: "highway_simple",
    durationSeconds: 1,
    fps: 10,
    seed,
    size: { width: 160, height: 90 },
  });
  writeFileSync(
    spec,
    JSON.stringify({
      name: "small",
      settings: { quality: "draft", formats: ["coco"] },
      videos: ["a", "b", "c", "d"].map(video),
      datasets: [],
    }),
  );
  return spec;
};

test("a browser or a page that crashes fails the current video; the following ones get a new one", async () => {
  test.setTimeout(240_000);
  const out = join(root, "suite");
  const killed = new Set<string>();
  const kill = (name: string, kind: "main" | "page", text: string) => {
    if (killed.has(name) || !text.includes(`] ${name}: 0 %`)) return;
    killed.add(name);
    const programs = browsers(kind);
    expect(programs.length).toBeGreaterThan(0);
    for (const { pid } of programs) process.kill(pid, "SIGKILL");
  };
  const { status, stderr } = await run(["suite", "--spec", suiteFile(), "--out", out], (text) => {
    kill("a", "main", text);
    kill("c", "page", text);
  });
  expect(stderr).toMatch(/\] a: failed: Chromium ended \(SIGKILL\)/);
  expect(stderr).toMatch(/\] c: failed: The page crashed/);
  expect(status).toBe(1);
  expect(readdirSync(join(out, "videos")).sort()).toEqual(["b.mp4", "d.mp4"]);
  // The next run renders what is missing, and nothing remains among the temporary files.
  expect((await run(["suite", "--spec", suiteFile(), "--out", out])).status).toBe(0);
  expect(readdirSync(join(out, "videos")).sort()).toEqual(["a.mp4", "b.mp4", "c.mp4", "d.mp4"]);
  expect(readdirSync(temporary)).toEqual([]);
});

test("an interrupted command ends with its signal’s status and one line, and leaves nothing unfinished", async () => {
  test.setTimeout(240_000);
  const out = join(root, "bundle");
  for (const [signal, expected] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    const once = (mark: RegExp) => {
      let sent = false;
      return (text: string, pid: number) => {
        if (sent || !mark.test(text)) return;
        sent = true;
        process.kill(pid, signal);
      };
    };
    const render = await run(["render", "dart_out", "--out", out, "--duration", "20"], once(/frames\/s/));
    expect([render.status, render.stderr.split("\n").slice(-2)]).toEqual([
      expected,
      [`jaywalk: interrupted (${signal}); finished output is kept`, ""],
    ]);
    expect(readdirSync(root).sort()).toEqual(["temporary"]);
    const suite = await run(["suite", "--out", join(root, "suite"), "--spec", suiteFile()], once(/\] b: 0 %/));
    expect([suite.status, suite.stderr.split("\n").slice(-2)]).toEqual([
      expected,
      [`jaywalk: interrupted (${signal}); finished output is kept`, ""],
    ]);
    expect(suite.stderr).not.toContain("failed");
    expect(readdirSync(join(root, "suite"))).not.toContain(".jaywalk-suite");
    expect(readdirSync(join(root, "suite", "videos"))).toEqual(["a.mp4"]);
    expect(readdirSync(temporary)).toEqual([]);
    for (const name of ["suite", "suite.json"]) rmSync(join(root, name), { recursive: true });
  }
});

test("what a killed run left next to its output and among the temporary files is removed by the next run", async () => {
  test.setTimeout(240_000);
  const out = join(root, "bundle");
  const bundle = ["render", "highway_simple", "--duration", "0.3", "--size", "160x90", "--out"];
  const killed = await run(
    ["render", "dart_out", "--out", out, "--duration", "20"],
    (text, pid) => void (/frames\/s/.test(text) && process.kill(pid, "SIGKILL")),
  );
  expect(killed.signal).toBe("SIGKILL");
  await expect.poll(() => browsers("main"), { timeout: 30_000 }).toEqual([]);
  expect(readdirSync(root).some((name) => name.startsWith(".jaywalk-"))).toBe(true);
  expect(readdirSync(temporary)).not.toEqual([]);
  // Another run in the same place at the same time keeps its own files.
  const ended = await Promise.all([run([...bundle, out]), run([...bundle, `${out}2`])]);
  expect(ended.map(({ status }) => status)).toEqual([0, 0]);
  expect(readdirSync(root).sort()).toEqual(["bundle", "bundle2", "temporary"]);
  expect(readdirSync(temporary)).toEqual([]);
  expect(readFileSync(join(out, "video.mp4"))).toEqual(readFileSync(join(`${out}2`, "video.mp4")));
});
