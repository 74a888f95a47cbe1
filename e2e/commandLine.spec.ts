import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createActor, createScenario, parseScenario, serializeScenario } from "@/core/document";
import { findPreset } from "@/presets";
import { jaywalk, startJaywalk, tryJaywalk } from "./support/commandLine";

const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

function run(program: string, ...parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

test.describe("jaywalk", () => {
  let directory: string;
  test.beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "jaywalk-command-"));
  });
  test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test("renders highway_simple as 900 exact frames, the same bytes with one and with two workers, and lints it", () => {
    test.setTimeout(300_000);
    const [one, two] = [join(directory, "one"), join(directory, "two")];
    const answer = JSON.parse(jaywalk("render", "highway_simple", "--out", one, "--workers", "1", "--json")) as Record<string, unknown>;
    expect(answer).toMatchObject({ out: one, frames: 900, fps: 30, engine: "ffmpeg" });
    jaywalk("render", "highway_simple", "--out", two, "--workers", "2");
    for (const file of ["video.mp4", "ground_truth.json", "manifest.json", "scenario.json", "annotations/openlabel.json"])
      expect(digest(join(one, file)), file).toBe(digest(join(two, file)));

    const video = join(one, "video.mp4");
    const { streams } = JSON.parse(run("ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", video)) as {
      streams: Record<string, unknown>[];
    };
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({
      codec_name: "h264",
      pix_fmt: "yuv420p",
      width: 1280,
      height: 720,
      r_frame_rate: "30/1",
      avg_frame_rate: "30/1",
      nb_frames: "900",
      nb_read_frames: "900",
      color_range: "tv",
      color_space: "bt709",
      color_transfer: "bt709",
      color_primaries: "bt709",
    });
    expect(["Constrained Baseline", "Baseline", "Main", "High"]).toContain(streams[0]?.["profile"]);
    const bytes = readFileSync(video);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
    const times = run("ffprobe", "-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", video)
      .trim()
      .split(/,?\s+/)
      .map(Number);
    times.forEach((time, frame) => expect(time).toBeCloseTo(frame / 30, 4));
    // Of the 509 frames that equal the previous one, 6 begin a segment and are encoded. The others are copies, of 11 bytes each; the
    // encoder's own smallest packet is three times as large.
    const sizes = run("ffprobe", "-v", "error", "-show_entries", "packet=size", "-of", "csv=p=0", video).trim().split(/,?\s+/).map(Number);
    expect(sizes.filter((size) => size <= 20)).toHaveLength(503);
    expect(jaywalk("lint", one)).toContain("no problems found");
  });

  test("gives back exactly the frames listed in frames.md5 at quality lossless", () => {
    const out = join(directory, "lossless");
    jaywalk(
      "render",
      "dart_out",
      "--out",
      out,
      "--quality",
      "lossless",
      "--duration",
      "5",
      "--size",
      "640x360",
      "--frame-stamp",
      "--formats",
      "none",
    );
    const digests = (text: string) =>
      text
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => line.split(/,\s*/));
    const listed = digests(readFileSync(join(out, "frames.md5"), "utf8"));
    const decoded = digests(run("ffmpeg", "-v", "error", "-i", join(out, "video.mp4"), "-f", "framemd5", "-"));
    expect(listed).toHaveLength(150);
    expect(listed.map((row) => row.at(-1))).toEqual(decoded.map((row) => row.at(-1)));
  });

  test("changes a scenario as requested, and simulates and scores detections of it", () => {
    const out = join(directory, "bundle");
    jaywalk(
      ...(
        "render highway_pedestrian_crossing --style schematic --weather " +
        "fog:0.7 --seed 5 --size 640x360 --fps 10 --duration 20 --no-noise"
      ).split(" "),
      ...["--formats", "coco,mot", "--mot-origin", "0", "--out", out],
    );
    const scenario = parseScenario(readFileSync(join(out, "scenario.json"), "utf8"));
    expect(scenario).toMatchObject({
      seed: 5,
      style: "schematic",
      video: { width: 640, height: 360, fps: 10, durationFrames: 200 },
      weather: [{ frame: 0, condition: "fog", intensity: 0.7 }],
    });
    expect(readdirSync(join(out, "annotations")).sort()).toEqual(["coco.json", "mot", "mot_per_class"]);
    for (const sequence of ["mot", "mot_per_class/pedestrian"])
      expect(readFileSync(join(out, "annotations", sequence, "README.txt"), "utf8")).toContain("Pixel origin: 0");

    const events = join(directory, "events.ndjson");
    jaywalk("detections", out, "--out", events, "--profile", "perfect");
    const report = JSON.parse(jaywalk("evaluate", out, events, "--json")) as { overall: Record<string, number> };
    expect(report.overall).toMatchObject({ precision: 1, recall: 1, f1: 1, average_precision: 1 });
    const broken = join(directory, "broken.ndjson");
    writeFileSync(broken, `${readFileSync(events, "utf8")}{"timestamp": "soon"}\n`);
    const refusal = tryJaywalk("evaluate", out, broken);
    expect(refusal.status).toBe(2);
    expect(refusal.stderr).toMatch(/broken\.ndjson:\d+: .*timestamp must be a number/);
  });

  test("says so if no actor is in any frame", () => {
    const late = createScenario({
      id: "late",
      video: { width: 160, height: 90, fps: 30, durationFrames: 30 },
      actors: [
        createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 500, endFrame: 600, waypoints: [{ x: 30, y: 60 }] }),
      ],
    });
    const file = join(directory, "late.json");
    writeFileSync(file, serializeScenario(late));
    const { status, stderr } = tryJaywalk("render", file, "--out", join(directory, "late"));
    expect(stderr).toContain("note: No actor appears in these frames");
    expect(status).toBe(0);
  });

  test("writes datasets, the same for the same seed", () => {
    for (const name of ["one", "two"]) jaywalk("datasets", "--out", join(directory, name), "--size", "small", "--seed", "3");
    for (const file of [
      "users.json",
      "projects.json",
      "test_sessions.json",
      "detection_events.json",
      "metadata.json",
      "fixture_metadata.json",
    ])
      expect(digest(join(directory, "one", file))).toBe(digest(join(directory, "two", file)));
  });

  test("when terminated, ends its browser too and leaves nothing behind", async () => {
    const temporary = join(directory, "temporary");
    mkdirSync(temporary);
    const out = join(directory, "out");
    const child = startJaywalk({ TMPDIR: temporary }, "render", "performance_test_long", "--out", out);
    // It reports from within the browser, so the browser is at work now.
    await new Promise<void>((resolve) => child.stderr.once("data", () => resolve()));
    const profiles = () => readdirSync(temporary).filter((name) => name.startsWith("jaywalk-"));
    expect(profiles()).toHaveLength(1);
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(143);
    expect(profiles()).toEqual([]);
    expect(readdirSync(directory)).toEqual(["temporary"]);
    const processes = run("ps", "-eo", "args");
    expect(processes).not.toContain(temporary);
  });

  test("refuses bad input in one line that names it, with status 2, and leaves nothing behind", () => {
    const preset = findPreset("highway_simple");
    if (!preset) throw new Error("the preset is missing");
    const document: unknown = JSON.parse(serializeScenario(preset.scenario));
    const write = (name: string, content: string) => {
      const file = join(directory, name);
      writeFileSync(file, content);
      return file;
    };
    const out = join(directory, "out");
    const unknownKey = write("key.json", JSON.stringify({ ...(document as object), colour: "red" }));
    const picture = {
      name: "photo.png",
      mediaType: "image/png" as const,
      width: 4,
      height: 4,
      sha256: "0".repeat(64),
      data: "data:image/png;base64,AAAA",
    };
    const undecodable = write(
      "undecodable.json",
      serializeScenario({ ...preset.scenario, assets: { photo: picture }, scene: { ...preset.scenario.scene, backgroundAsset: "photo" } }),
    );
    const noFrames = write("frames.json", JSON.stringify(document).replace('"durationFrames":900', '"durationFrames":0'));
    const cases: [parameters: string[], complaint: RegExp][] = [
      [["render", "no_such_preset", "--out", out], /there is no file no_such_preset; name a scenario/],
      [["render", write("broken.json", '{"schemaVersion": 1,'), "--out", out], /broken\.json: not JSON/],
      [["render", write("foreign.json", '{"images": []}'), "--out", out], /foreign\.json: schemaVersion: missing/],
      [["render", unknownKey, "--out", out], /key\.json: colour: unknown key/],
      [["render", undecodable, "--out", out], /The picture "photo\.png" \(image\/png\) cannot be decoded; replace it/],
      [["render", noFrames, "--out", out], /frames\.json: video\.durationFrames/],
      [["render", "highway_simple", "--size", "641x360", "--out", out], /--size, width: must be even/],
      [["render", "highway_simple", "--size", "90000x90000", "--out", out], /--size, width: must be at most/],
      [["render", "highway_simple", "--fps", "1000", "--out", out], /--fps .*1000.* whole number from 1 to 120/],
      [["render", directory, "--out", out], /is a folder; name the file/],
      [["render", "highway_simple", "--weather", "hail", "--out", out], /Conditions are sunny/],
      [["render", "highway_simple", "--engine", "webcodecs", "--quality", "lossless", "--out", out], /no lossless quality/],
      [["render", "highway_simple"], /--out/],
      [["render", "highway_simple", "--out", directory], /contains other files/],
      [["lint", join(directory, "nowhere")], /there is no folder/],
      [["nonsense"], /unknown command/],
    ];
    for (const [parameters, complaint] of cases) {
      const { status, stderr, stdout } = tryJaywalk(...parameters);
      expect(stderr, parameters.join(" ")).toMatch(complaint);
      expect(status, parameters.join(" ")).toBe(2);
      expect(stdout).toBe("");
    }
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(directory).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
