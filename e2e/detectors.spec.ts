import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { serializeScenario, withDuration, withSize } from "@/core/document";
import { findPreset } from "@/presets";
import { COMMAND, jaywalk, tryJaywalk } from "./support/commandLine";
import { ExportServer } from "./support/exportServer";

/** The built-in detector, in Node and in a page. */

const directory = mkdtempSync(join(tmpdir(), "jaywalk-detect-"));
test.afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.describe.configure({ mode: "serial" });

const EVERY = 30;
const bundle = join(directory, "bundle");

type Reported = { frame: number; class_label: string; confidence: number; label: string };
const reported = (file: string): Reported[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Reported);

/** `jaywalk detect` on the bundle. @returns the file it writes */
function detect(name: string, ...parameters: string[]): string {
  const file = join(directory, name);
  jaywalk("detect", bundle, "--every", String(EVERY), "--out", file, ...parameters);
  return file;
}

test("a real detector finds the same in Node and in a page, on any number of lanes, whoever decodes the video", async ({ page }) => {
  test.setTimeout(600_000);
  const scenario = findPreset("dart_out")?.scenario;
  if (!scenario) throw new Error("the preset is missing");
  const { fps, width, height } = scenario.video;
  const frames = 150;
  jaywalk("render", "dart_out", "--duration", String(frames / fps), "--formats", "coco", "--out", bundle);
  const one = detect("one.ndjson", "--lanes", "1");
  const found = reported(one);
  await test.step("it finds the car, the cyclist and their classes", () => {
    expect(new Set(found.map(({ frame }) => frame % EVERY))).toEqual(new Set([0]));
    const classes = new Set(found.map(({ class_label }) => class_label));
    for (const type of ["vehicle", "cyclist"]) expect(classes).toContain(type);
    expect(Math.min(...found.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(0.25);
  });
  const json = detect("two.json", "--lanes", "2");
  await test.step("2 and 4 lanes", () => {
    const { detections } = JSON.parse(readFileSync(json, "utf8")) as { detections: Reported[] };
    expect(detections).toEqual(found);
    expect(readFileSync(detect("four.ndjson", "--lanes", "4"), "utf8")).toBe(readFileSync(one, "utf8"));
  });
  await test.step("without a native ffmpeg", () => {
    const programs = join(directory, "programs");
    mkdirSync(programs);
    symlinkSync(process.execPath, join(programs, "node"));
    const file = join(directory, "bundled.ndjson");
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, "detect", bundle, "--every", String(EVERY), "--out", file], {
      env: { ...process.env, PATH: programs },
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(readFileSync(one, "utf8"));
  });
  await test.step("in the page, which asks nobody else and evaluates no text", async () => {
    const server = await ExportServer.start();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    const violations: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    try {
      await page.goto(`${server.origin}/selftest.html?drive`);
      await page.waitForFunction(() => "selfTest" in globalThis);
      const video = readFileSync(join(bundle, "video.mp4")).toString("base64");
      const { ofVideo, byFFmpeg, ofDrawn, again } = await page.evaluate(
        async ({ video, scenario, ...about }) => {
          const file = await (await fetch(`data:video/mp4;base64,${video}`)).blob();
          const wanted = { ...about, file, name: "video.mp4" };
          const { detect } = globalThis.selfTest;
          const [ofDrawn, again] = [await detect(wanted, 1, scenario), await detect(wanted, 4, scenario)];
          const ofVideo = await detect(wanted, 2);
          // As in a browser without a decoder for H.264.
          Reflect.deleteProperty(globalThis, "VideoDecoder");
          return { ofDrawn, again, ofVideo, byFFmpeg: await detect(wanted, 2) };
        },
        { video, width, height, fps, frames, every: EVERY, scenario },
      );
      const lines = ofVideo.map(({ timestamp, frame, class_label, confidence, bounding_box, label }) =>
        JSON.stringify({ timestamp, frame, class_label, confidence, bounding_box, label }),
      );
      expect(lines).toEqual(readFileSync(one, "utf8").trim().split("\n"));
      expect(byFFmpeg).toEqual(ofVideo);
      expect(new Set(ofDrawn.map(({ class_label }) => class_label))).toContain("vehicle");
      expect(again).toEqual(ofDrawn);
      await expect.poll(() => page.workers().length).toBe(0);
      expect(new Set(asked.filter((origin) => origin !== "null"))).toEqual(new Set([server.origin]));
      expect(violations).toEqual([]);
    } finally {
      await server.close();
    }
  });
  await test.step("other tools' formats score the same", () => {
    const score = (file: string) => {
      // JSON says itself which frames the detector saw.
      const every = file === json ? [] : ["--every", String(EVERY)];
      const report = JSON.parse(jaywalk("evaluate", bundle, file, "--json", ...every)) as { overall: Record<string, number | null> };
      return report.overall;
    };
    const { average_precision, precision, recall } = score(json);
    // Only the frames that it saw count.
    expect(recall).toBeGreaterThan(0.3);
    for (const file of [one, detect("coco.json", "--format", "coco"), detect("mot.txt", "--format", "mot")])
      expect(score(file)).toMatchObject({ average_precision, precision, recall });
  });
});

test("a search shows the built-in detector drawn frames, and confirms on both renderings what makes it fail", () => {
  test.setTimeout(600_000);
  const preset = findPreset("dart_out");
  if (!preset) throw new Error("the preset is missing");
  const scenario = join(directory, "short.scenario.json");
  writeFileSync(scenario, serializeScenario(withDuration(preset.scenario, 150)));
  const out = join(directory, "search");
  const search = () =>
    JSON.parse(
      jaywalk(
        ...["search", scenario, "--vary", "/style=illustrated,schematic", "--fails", "recall below 0.3 of vehicle"],
        ...["--detector", "builtin", "--every", "30", "--budget", "4", "--pairs", "1", "--out", out, "--json"],
      ),
    ) as { evaluated: number; resumed: number; pairs: unknown };
  const folder = join(out, "pairs", "01");
  const found = { evaluated: 2, pairs: [{ folder, variable: "/style", from: "illustrated", to: "schematic", confirmed: true }] };
  expect(search()).toMatchObject({ ...found, resumed: 0 });
  for (const side of ["a", "b"]) jaywalk("lint", join(folder, side));
  expect(readFileSync(join(out, "report.html"), "utf8").match(/<image href="data:image\/jpeg;base64,/g)).toHaveLength(2);
  expect(search()).toMatchObject({ ...found, resumed: 2 });
});

test("what cannot be detected on is refused in one line, with a remedy", () => {
  const empty = join(directory, "empty");
  mkdirSync(empty);
  const out = join(directory, "none.ndjson");
  const refusal = (...parameters: string[]) => {
    const { status, stderr } = tryJaywalk("detect", ...parameters);
    return `${status} ${stderr.trim()}`;
  };
  expect(refusal(empty, "--out", out)).toMatch(/^2 jaywalk: .*(manifest|scenario)\.json is missing; .* is not a bundle/);
  const broken = join(directory, "broken");
  const scenario = findPreset("dart_out")?.scenario;
  if (!scenario) throw new Error("the preset is missing");
  mkdirSync(broken);
  writeFileSync(join(broken, "scenario.json"), JSON.stringify(withDuration(withSize(scenario, 320, 180), 30)));
  writeFileSync(join(broken, "manifest.json"), JSON.stringify({ video: { scenario_frames: [0, 30] } }));
  expect(refusal(broken, "--out", out)).toMatch(/^2 jaywalk: .*video\.mp4 is missing/);
  writeFileSync(join(broken, "video.mp4"), "no video");
  expect(refusal(broken, "--out", out)).toMatch(/^1 jaywalk: .*video\.mp4 is not an MP4 with a video track; render the bundle again$/);
  copyFileSync(join(bundle, "video.mp4"), join(broken, "video.mp4"));
  expect(refusal(broken, "--out", out)).toMatch(
    /^1 jaywalk: .*video\.mp4 is not the video of this bundle: it has 150 frames of 1280 × 720, but the scenario says 30 of 320/,
  );
  expect(refusal(broken, "--out", out, "--every", "0")).toMatch(/^2 /);
});

test("a copy of the app without the built-in detector says so", () => {
  const copy = join(directory, "copy");
  mkdirSync(join(copy, "dist"), { recursive: true });
  cpSync(dirname(COMMAND), join(copy, "dist-cli"), { recursive: true });
  symlinkSync(join(dirname(COMMAND), "../node_modules"), join(copy, "node_modules"));
  const parameters = [join(copy, "dist-cli/jaywalk.mjs"), "detect", bundle, "--out", join(directory, "none.ndjson")];
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  expect(stderr).toMatch(/^jaywalk: this copy of Jaywalk has no built-in detector .*: run npm install and npm run build/);
  expect(status).toBe(2);
});
