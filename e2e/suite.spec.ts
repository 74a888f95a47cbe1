import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { hashUnit } from "@/core/random";
import { COMMAND, jaywalk } from "./support/commandLine";

/** Set `JAYWALK_KILLS=20` for a long run; each kill requires two renders of the suite. */
const KILLS = Number(process.env["JAYWALK_KILLS"] ?? 4);
const SHARDS = 3;
/** The longest time between a line of the suite's output and its end. */
const LONGEST_DELAY_MS = 250;

/** Four videos of different length, one of them from a weather matrix, and a dataset. */
const SUITE = {
  name: "tiny",
  settings: { quality: "draft", formats: ["coco"] },
  videos: [
    { name: "a", preset: "dart_out", durationSeconds: 1 },
    { name: "b", preset: "highway_simple", durationSeconds: 0.8 },
    { name: "c", preset: "night_conditions", durationSeconds: 0.6 },
    { name: "d", preset: "urban_complex", durationSeconds: 0.4, weatherMatrix: { conditions: ["fog"], severities: [5] } },
  ].map((video) => ({ ...video, fps: 10, size: { width: 160, height: 90 } })),
  datasets: ["small"],
};
const VIDEOS = ["a", "b", "c", "d__fog_5"];

let root: string;
let spec: string;
test.beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "jaywalk-suite-"));
  spec = join(root, "suite.json");
  writeFileSync(spec, JSON.stringify(SUITE));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/** SHA-256 of every file, by its path, including hidden ones. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  const digests = files.map(({ parentPath, name }): [string, string] => {
    const path = join(parentPath, name);
    return [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")];
  });
  return Object.fromEntries(digests.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Run = { readonly killed: boolean; readonly lines: readonly string[] };

/** Renders the suite in a process of its own, which keeps its temporary files in `temporary`. */
function renderSuite(out: string, temporary: string, killAt?: { line: number; delay: number }): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, "suite", "--spec", spec, "--out", out], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, TMPDIR: temporary },
    });
    let said = "";
    let armed = false;
    const arm = () => {
      if (!killAt || armed || said.split("\n").length - 1 < killAt.line) return;
      armed = true;
      void setTimeout(killAt.delay).then(() => child.kill("SIGKILL"));
    };
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      arm();
    });
    arm();
    child.on("close", (_status, signal) => resolve({ killed: signal === "SIGKILL", lines: said.split("\n").filter(Boolean) }));
  });
}

/** Names of the videos that a run began to render. */
const begun = ({ lines }: Run): string[] => lines.flatMap((line) => /\] (\S+): 0 %$/.exec(line)?.[1] ?? []);

/** Processes that have something in a folder open, or name it in their arguments. */
const programsIn = (folder: string): string[] =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder));

test("killed at random moments, a suite ends as if undisturbed, repeats at most one video, and leaves no browser behind", async () => {
  test.setTimeout(600_000);
  const undisturbed = join(root, "undisturbed");
  const { lines } = await renderSuite(undisturbed, root);
  const whole = contentOf(undisturbed);
  for (const name of VIDEOS)
    expect(Object.keys(whole)).toEqual(
      expect.arrayContaining([`videos/${name}.mp4`, `ground_truth/${name}_gt.json`, `data/${name}_metadata.json`]),
    );

  let redone = 0;
  const cycle = async (n: number): Promise<boolean> => {
    const [out, temporary] = [join(root, `out${n}`), join(root, `temporary${n}`)];
    mkdirSync(temporary);
    // Lines are printed at the start and end of every video and of the datasets; the first moments come before any line.
    const moment = { line: Math.floor(hashUnit(n, 0) * lines.length), delay: hashUnit(n, 1) * LONGEST_DELAY_MS };
    const cut = await renderSuite(out, temporary, moment);
    await expect.poll(() => programsIn(temporary), { timeout: 20_000 }).toEqual([]);
    const rerun = await renderSuite(out, temporary);
    expect(contentOf(out), `killed after line ${moment.line} and ${moment.delay} ms`).toEqual(whole);
    const rendered = [...begun(cut), ...begun(rerun)];
    expect(new Set(rendered)).toEqual(new Set(VIDEOS));
    expect(rendered.length).toBeLessThanOrEqual(VIDEOS.length + 1);
    redone += rendered.length - VIDEOS.length;
    rmSync(out, { recursive: true });
    return cut.killed;
  };
  // Two at a time: starting a browser is mostly waiting.
  let kills = 0;
  for (let n = 0; n < KILLS; n += 2) for (const killed of await Promise.all([cycle(n), cycle(n + 1)])) kills += killed ? 1 : 0;
  test
    .info()
    .annotations.push({ type: "kills", description: `${kills} of ${KILLS} ended a run, ${redone} of them in the middle of a video` });
  // The last moments may come after the end.
  expect(kills).toBeGreaterThan(KILLS / 4);
});

test("shards rendered separately and merged equal the unsharded suite, byte for byte", () => {
  test.setTimeout(300_000);
  const whole = join(root, "whole");
  jaywalk("suite", "--spec", spec, "--out", whole);
  const parts = Array.from({ length: SHARDS }, (_, index) => join(root, `shard${index + 1}`));
  const rendered = parts.flatMap((out, index) => {
    const answer = JSON.parse(jaywalk("suite", "--spec", spec, "--out", out, "--shard", `${index + 1}/${SHARDS}`, "--json")) as {
      rendered: string[];
    };
    expect(answer.rendered.length).toBeGreaterThan(0);
    return answer.rendered;
  });
  expect(rendered.sort()).toEqual(VIDEOS);
  const merged = join(root, "merged");
  jaywalk("suite", "merge", ...parts, "--out", merged);
  expect(contentOf(merged)).toEqual(contentOf(whole));
  const summary = JSON.parse(readFileSync(join(merged, "test_data_summary.json"), "utf8")) as {
    videos: { video_name: string }[];
    datasets: unknown[];
  };
  expect(summary.videos.map(({ video_name }) => video_name)).toEqual(VIDEOS);
  expect(summary.datasets).toHaveLength(1);
});
