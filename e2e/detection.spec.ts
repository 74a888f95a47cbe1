import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { BlobReader, BlobWriter, ZipReader, type FileEntry } from "@zip.js/zip.js";
import {
  USUAL_IOU,
  detectionProfile,
  evaluateDetections,
  missRuns,
  expectedCounts,
  gatherStream,
  scenarioFrames,
  simulateDetections,
  streamJson,
  streamNdjson,
  type DetectionProfile,
  type EvaluationReport,
} from "@/detection";
import { readDetections } from "@/formats/detections";
import { createActor, createScenario, serializeScenario, withDuration } from "@/core/document";
import { scenarioTruth } from "@/core/truth";
import { DATASET_FORMATS, DATASET_SIZES, checkIntegrity, checkNoRealData, datasetFiles, datasetProjects, projectCamera } from "@/datasets";
import { yolov8Model } from "@/detectors/onnx/testing/colourModels";
import { OPENING_SCENARIO } from "@/presets";
import { jaywalk, tryJaywalk } from "./support/commandLine";
import { dropFile } from "./support/files";

const scenario = OPENING_SCENARIO;
const { fps } = scenario.video;
const frames = [...scenarioFrames(scenario)];
const truth = frames.flatMap((frame) => frame.truth);
const visible = truth.filter(({ visibility }) => visibility > 0).length;

const simulated = (profile: DetectionProfile, seed: number) =>
  gatherStream(simulateDetections(() => frames, profile, { seed, video: scenario.video }));
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jaywalk-detection-"));
});
test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A bundle as `render` lays it out, without its video: simulation and evaluation do not read that. */
function bundle(): string {
  const folder = join(directory, "bundle");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "scenario.json"), serializeScenario(scenario));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ video: { scenario_frames: [0, scenario.video.durationFrames] } }));
  const range = { start: 0, end: scenario.video.durationFrames };
  writeFileSync(join(folder, "ground_truth.json"), [...scenarioTruth(scenario, range)].join(""));
  return folder;
}

async function saved(page: Page, button: Locator): Promise<{ readonly path: string; readonly name: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const path = join(directory, download.suggestedFilename());
  await download.saveAs(path);
  return { path, name: download.suggestedFilename() };
}

async function open(page: Page, keys: string): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await page.keyboard.press(keys);
  await expect(page.getByRole("region", { name: "Detector", exact: true })).toBeVisible();
}

const detector = (page: Page) => page.getByRole("region", { name: "Detector", exact: true });
const frameField = (page: Page) => page.getByRole("textbox", { name: "Frame", exact: true });

async function choose(page: Page, profile: string, seed: number): Promise<void> {
  await page.getByRole("combobox", { name: "Profile" }).click();
  await page.getByRole("option", { name: profile, exact: true }).click();
  await page.getByRole("textbox", { name: "Seed" }).fill(String(seed));
  await page.getByRole("textbox", { name: "Seed" }).press("Enter");
}

/** Waits until timeline and panel show this stream. */
async function showsCounts(page: Page, { TP, FP, FN }: { TP: number; FP: number; FN: number }): Promise<void> {
  await expect(page.getByRole("button", { name: `Detections: ${TP} found, ${FP} false, ${FN} missed` })).toBeVisible({ timeout: 30_000 });
}

const countsOf = ({ faults }: ReturnType<typeof simulated>) => {
  const { true_positives, false_positives, false_negatives } = expectedCounts(faults, visible, USUAL_IOU);
  return { TP: true_positives, FP: false_positives, FN: false_negatives };
};

test("simulated detections are byte for byte the same in browser, Node and command line, also with a user's profile", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, "Alt+5");

  await test.step("a named profile: counts, faults at the playhead, files", async () => {
    await choose(page, "Poor night camera", 7);
    const profile = detectionProfile("poor_night_camera");
    const stream = simulated(profile, 7);
    await showsCounts(page, countsOf(stream));
    const json = await saved(page, page.getByRole("button", { name: "Events and faults (JSON)" }));
    expect(sha256(readFileSync(json.path))).toBe(sha256([...streamJson(profile.name, 7, stream)].join("")));
    const ndjson = await saved(page, page.getByRole("button", { name: "Events (NDJSON)" }));
    expect(sha256(readFileSync(ndjson.path))).toBe(sha256([...streamNdjson(stream)].join("")));

    await frameField(page).fill("0");
    await frameField(page).press("Enter");
    await detector(page).getByRole("heading", { name: "Detections" }).click();
    const wrong = stream.faults.filter(({ kind }) => kind !== "deviation");
    const next = Math.min(...wrong.filter(({ frame }) => frame > 0).map(({ frame }) => frame));
    await page.keyboard.press("n");
    await expect(frameField(page)).toHaveValue(String(next));
    const table = page.getByRole("table", { name: `Injected faults at frame ${next}` });
    await expect(table.getByRole("row")).toHaveCount(1 + stream.faults.filter(({ frame }) => frame === next).length);
    await expect(page.getByRole("region", { name: `Frame ${next}` })).toContainText(
      wrong.filter(({ frame }) => frame === next).length === 1 ? "1 injected fault" : "injected faults",
    );
  });

  await test.step("the specification's two profiles give the same bytes as Node, too", async () => {
    for (const [title, name] of [
      ["Specification: raspberry pi", "spec_raspberry_pi"],
      ["Specification: unconditioned", "spec_unconditioned"],
    ] as const) {
      await choose(page, title, 9);
      const json = await saved(page, page.getByRole("button", { name: "Events and faults (JSON)" }));
      expect(sha256(readFileSync(json.path))).toBe(sha256([...streamJson(name, 9, simulated(detectionProfile(name), 9))].join("")));
    }
    await choose(page, "Poor night camera", 7);
    await showsCounts(page, countsOf(simulated(detectionProfile("poor_night_camera"), 7)));
    // Focus leaves the field, so the following keys go to the page.
    await detector(page).getByRole("heading", { name: "Detections" }).click();
  });

  await test.step("boxes are shown over the picture in the colours of their outcomes, and can be hidden", async () => {
    const stage = page.getByRole("application", { name: "Stage" });
    const withBoxes = await stage.screenshot();
    await page.keyboard.press("Shift+d");
    await expect(page.getByRole("switch", { name: "Detection boxes" })).not.toBeChecked();
    expect(sha256(await stage.screenshot())).not.toBe(sha256(withBoxes));
    await page.keyboard.press("Shift+d");
    await expect(page.getByRole("switch", { name: "Detection boxes" })).toBeChecked();
  });

  await test.step("a profile is edited, saved and exported, and gives the same result on the command line", async () => {
    await page.getByRole("tab", { name: "Profile" }).click();
    await expect(page.getByRole("img", { name: /^Miss rate over/ })).toBeVisible();
    const before = await page.getByRole("img", { name: /^Miss rate over/ }).getAttribute("aria-label");
    await page.getByRole("textbox", { name: /Detection rate: Best rate/ }).fill("60");
    await page.getByRole("textbox", { name: /Detection rate: Best rate/ }).press("Enter");
    await expect(page.getByRole("img", { name: /^Miss rate over/ })).not.toHaveAttribute("aria-label", before ?? "");
    await detector(page).getByRole("textbox", { name: "Name", exact: true }).fill("crossing_camera");
    await detector(page).getByRole("textbox", { name: "Name", exact: true }).press("Enter");
    await detector(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(detector(page).getByRole("button", { name: "Save", exact: true })).toBeDisabled();
    const file = await saved(page, detector(page).getByRole("button", { name: "Export", exact: true }));
    expect(file.name).toBe("crossing_camera.profile.json");

    const kept = JSON.parse(readFileSync(file.path, "utf8")) as DetectionProfile;
    const stream = simulated(kept, 7);
    await showsCounts(page, countsOf(stream));
    await page.getByRole("tab", { name: "Detections" }).click();
    const json = await saved(page, page.getByRole("button", { name: "Events and faults (JSON)" }));
    const out = join(directory, "command-line.json");
    jaywalk("detections", bundle(), "--out", out, "--profile", file.path, "--seed", "7");
    expect(sha256(readFileSync(json.path))).toBe(sha256(readFileSync(out)));
  });

  await test.step("after a reload the profile is still there, and can be deleted; a broken file is refused with the reason", async () => {
    await page.reload();
    await expect(page.getByRole("combobox", { name: "Profile" })).toHaveValue("Crossing camera");
    await page.getByRole("tab", { name: "Profile" }).click();
    await page.getByLabel("Profile file").setInputFiles({
      name: "bad.json",
      mimeType: "application/json",
      buffer: Buffer.from('{"name": "x",\n"model": "sensor" "rate": 1}'),
    });
    await expect(detector(page).getByRole("alert")).toContainText("bad.json: line 2");
    await detector(page).getByRole("button", { name: "Delete" }).click();
    await expect(detector(page).getByRole("button", { name: "Delete" })).toHaveCount(0);
    expect(await page.evaluate(() => localStorage.getItem("jaywalk-detection-profiles"))).toBe("[]");
  });
});

test("a real detector runs in the page: boxes and scores appear, cancelling keeps what was found, and nobody else is asked", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(baseURL ?? "")) foreign.push(request.url());
  });
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await dropFile(page, { name: "short.json", text: serializeScenario({ ...withDuration(scenario, 60), name: "Two seconds" }) });
  await expect(page.getByText("Two seconds").first()).toBeVisible();
  await page.keyboard.press("Alt+5");
  await page.getByRole("combobox", { name: "Detector" }).click();
  await page.getByRole("option", { name: "CenterNet (built in)" }).click();
  const every = page.getByRole("textbox", { name: "Look every" });
  await every.fill("10");
  await every.press("Enter");
  await expect(detector(page)).toContainText("3 Hz, 6 of 60 frames");
  const scores = detector(page).getByLabel("Scores", { exact: true });

  await test.step("boxes and scores", async () => {
    await page.getByRole("button", { name: "Run detector" }).click();
    await expect(scores).toContainText("Recall", { timeout: 120_000 });
    await expect(page.getByRole("button", { name: /^Detections: [1-9]\d* found, / })).toBeVisible();
    await expect(detector(page).getByLabel("What was run")).toContainText("every 10th frame (3 Hz), drawn");
    await detector(page).getByRole("heading", { name: "Run", exact: true }).click();
    const stage = page.getByRole("application", { name: "Stage" });
    const withBoxes = await stage.screenshot();
    await page.keyboard.press("Shift+d");
    expect(sha256(await stage.screenshot())).not.toBe(sha256(withBoxes));
    await page.keyboard.press("Shift+d");
  });

  await test.step("the report names what was run, and what was not looked at is not missed", async () => {
    await page.getByRole("button", { name: "Scores, curves and misses" }).click();
    await expect(detector(page).getByRole("heading", { name: "Scores", exact: true })).toBeInViewport();
    await expect(detector(page).getByLabel("Overall scores")).toBeInViewport();
    await expect(detector(page)).toContainText(/Detector: CenterNet \(built in\) .*SHA-256 of the model [0-9a-f]{64}/);
    const file = await saved(page, page.getByRole("button", { name: "Report (JSON)" }));
    const report = JSON.parse(readFileSync(file.path, "utf8")) as EvaluationReport;
    expect(report.overall.true_positives).toBeGreaterThan(0);
    expect(report.misses.filter(({ frame }) => frame % 10 !== 0)).toEqual([]);
    await page.getByRole("tab", { name: "Detections" }).click();
  });

  await test.step("a cancelled run keeps what it found", async () => {
    await every.fill("1");
    await every.press("Enter");
    await page.getByRole("button", { name: "Run detector" }).click();
    await expect(detector(page).getByRole("status")).toContainText(/Detecting, [1-9]\d* of 60 frames/, { timeout: 120_000 });
    await page.getByRole("button", { name: "Cancel run" }).click();
    await expect(detector(page).getByLabel("What was run")).toContainText(/of 60 \(cancelled\)/, { timeout: 60_000 });
  });

  await test.step("a user's ONNX model is explained before it runs, and finds what it should", async () => {
    const video = { width: 640, height: 360, fps: 30, durationFrames: 12 };
    const base = { startFrame: 0, endFrame: 12 };
    const waypoints = (x: number) => [
      { x, y: 300 },
      { x: x + 30, y: 300 },
    ];
    const actors = [
      createActor({ id: "one", trackId: 1, type: "pedestrian", size: { width: 30, height: 80 }, ...base, waypoints: waypoints(100) }),
      createActor({ id: "two", trackId: 2, type: "vehicle", size: { width: 120, height: 60 }, ...base, waypoints: waypoints(400) }),
    ];
    const text = serializeScenario(createScenario({ id: "colours", name: "Two colours", style: "schematic", video, actors }));
    await dropFile(page, { name: "colours.json", text });
    await expect(page.getByText("Two colours").first()).toBeVisible();
    await page.getByRole("combobox", { name: "Detector" }).click();
    await page.getByRole("option", { name: "Your ONNX model" }).click();
    const model = {
      name: "colours.onnx",
      mimeType: "application/octet-stream",
      buffer: Buffer.from(yolov8Model({ width: 640, height: 384 })),
    };
    await page.getByLabel("ONNX model").setInputFiles(model);
    await expect(detector(page)).toContainText(/Understood as yolov8, .*It sees 640 × 384 pixels, with the picture in the middle/);
    await expect(detector(page)).toContainText("It knows 4 classes: pedestrian, cyclist, vehicle, distracted_driver.");
    await every.fill("4");
    await every.press("Enter");
    await page.getByRole("button", { name: "Run detector" }).click();
    await expect(detector(page).getByLabel("What was run")).toContainText(/colours\.onnx.*every 4th frame/, { timeout: 120_000 });
    await expect(page.getByRole("button", { name: /^Detections: 6 found, 0 false, 0 missed/ })).toBeVisible();
    await expect(scores).toContainText("Recall1.000");
    await detector(page).getByRole("heading", { name: "Run", exact: true }).click();
    const stage = page.getByRole("application", { name: "Stage" });
    const withBoxes = await stage.screenshot();
    await page.keyboard.press("Shift+d");
    expect(sha256(await stage.screenshot())).not.toBe(sha256(withBoxes));
    await page.keyboard.press("Shift+d");
  });

  await test.step("after a change to the scenario the results are outdated", async () => {
    await detector(page).getByRole("heading", { name: "Run", exact: true }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await expect(detector(page)).toContainText("The scenario has changed since. Run the detector again");
    await expect(page.getByRole("button", { name: /^Detections: .*, outdated$/ })).toBeVisible();
  });
  expect(foreign).toEqual([]);
});

test("an evaluation finds exactly what was injected, as the command line does, and leads to every miss", async ({ page }) => {
  test.setTimeout(180_000);
  const profile = detectionProfile("lossy_network");
  const stream = simulated(profile, 11);
  const ndjson = [...streamNdjson(stream)].join("");
  const expected = expectedCounts(stream.faults, visible, 0.5);
  await open(page, "Alt+6");
  await page.getByText("Detector output file").click();

  await test.step("bad files are reported by file and line", async () => {
    const lines = ndjson.split("\n");
    lines[4] = '{"timestamp": 1, "class_label": "pedestrian", "confidence": 3}';
    await page
      .getByLabel("Detections file")
      .setInputFiles({ name: "broken.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) });
    // The same file, corrected, can be chosen again.
    await expect(page.getByLabel("Detections file")).toHaveValue("");
    await page.getByRole("button", { name: "Evaluate", exact: true }).click();
    await expect(detector(page).getByRole("alert")).toContainText("broken.ndjson");
    await expect(detector(page).getByRole("alert")).toContainText("5");
    await expect(detector(page).getByRole("alert")).toContainText("confidence must be between 0 and 1, not 3");
  });

  await test.step("a file's scores are the injected counts", async () => {
    await page
      .getByLabel("Detections file")
      .setInputFiles({ name: "lossy.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(ndjson) });
    await page.getByRole("button", { name: "Evaluate", exact: true }).click();
    const scores = page.locator("dl", { hasText: "Precision" });
    await expect(scores).toContainText(`Found${expected.true_positives}`);
    await expect(scores).toContainText(`False${expected.false_positives}`);
    await expect(scores).toContainText(`Missed${expected.false_negatives}`);
    for (const name of ["F1", "AP", "MOTA", "IDF1", "HOTA"]) await expect(scores).toContainText(name);
    for (const table of ["Scores by class", "Confusion matrix"]) await expect(page.getByRole("region", { name: table })).toBeVisible();
    for (const table of ["weather", "visibility", "size"])
      await expect(page.getByRole("table", { name: `Scores by ${table}` })).toBeVisible();
    for (const plot of [
      "Precision, recall, F1 over the confidence threshold",
      "Precision, recall, F1 by times",
      "Precision over recall",
      "Average precision over",
      "HOTA and its components",
    ])
      await expect(page.getByRole("img", { name: new RegExp(`^${plot}`) })).toBeVisible();
  });

  await test.step("clicking a miss, or reaching it with the keyboard, moves the playhead", async () => {
    const { report } = evaluateDetections(truth, readDetections(ndjson, "lossy.ndjson").detections, { fps, picture: scenario.video });
    const misses = missRuns(report)
      .map(({ first }) => first)
      .sort((a, b) => a.frame - b.frame || a.track_id - b.track_id);
    const list = page.getByRole("listbox", { name: /^Missed/ });
    // The number in the heading matches the tile.
    await expect(page.getByRole("heading", { name: `Missed (${expected.false_negatives})` })).toBeVisible();
    await expect(page.getByText(`In ${misses.length} intervals`)).toBeVisible();
    await list.getByRole("option").nth(3).click();
    await expect(frameField(page)).toHaveValue(String(misses[3]?.frame));
    // The page's shortcuts work from within the list.
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    await list.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(frameField(page)).toHaveValue(String(misses.at(-1)?.frame));
    // Only visible rows are in the DOM.
    expect(await list.getByRole("option").count()).toBeLessThan(40);
  });

  await test.step("the report equals the command line's, as JSON and as a single HTML file", async () => {
    const json = await saved(page, page.getByRole("button", { name: "Report (JSON)" }));
    const html = await saved(page, page.getByRole("button", { name: "Report (HTML)" }));
    const detections = join(directory, "lossy.ndjson");
    writeFileSync(detections, ndjson);
    const [report, page2] = [join(directory, "report.json"), join(directory, "report.html")];
    jaywalk("evaluate", bundle(), detections, "--report", report, "--html", page2);
    expect(sha256(readFileSync(json.path))).toBe(sha256(readFileSync(report)));
    expect(sha256(readFileSync(html.path))).toBe(sha256(readFileSync(page2)));
    expect(readFileSync(html.path, "utf8")).not.toMatch(/<script|\bsrc=|https?:/);
    const { misses, false_alarms } = JSON.parse(readFileSync(json.path, "utf8")) as EvaluationReport;
    expect([misses.length, false_alarms.length]).toEqual([expected.false_negatives, expected.false_positives]);
  });

  await test.step("COCO and MOT results score the same as the events they are made from", async () => {
    const categories = ["pedestrian", "cyclist", "vehicle", "distracted_driver"];
    const known = stream.events.filter(({ class_label }) => categories.includes(class_label));
    const plain = known.map(({ frame = 0, class_label, confidence, bounding_box, track_id = -1 }) => {
      const { x, y, width, height } = bounding_box ?? { x: 0, y: 0, width: 0, height: 0 };
      return { frame, class_label, confidence, box: [x, y, width, height] as const, track_id };
    });
    const coco = JSON.stringify(
      plain.map(({ frame, class_label, confidence, box, track_id }) => ({
        image_id: frame + 1,
        category_id: 1 + categories.indexOf(class_label),
        bbox: box,
        score: confidence,
        track_id,
      })),
    );
    const motClass: Record<string, number> = { pedestrian: 1, cyclist: 2, vehicle: 3, distracted_driver: 7 };
    const mot = plain
      .map(({ frame, class_label, confidence, box: [x, y, width, height], track_id }) =>
        [frame + 1, track_id, x + 1, y + 1, width, height, confidence, motClass[class_label], 1].join(","),
      )
      .join("\n");
    const { true_positives: found, false_positives: wrong } = evaluateDetections(
      truth,
      known.map((event) => ({
        ...event,
        frame: event.frame ?? null,
        bounding_box: event.bounding_box ?? null,
        track_id: event.track_id ?? null,
      })),
      { fps, picture: scenario.video },
    ).report.overall;
    for (const [name, text] of [
      ["results.json", coco],
      ["results.txt", mot],
    ] as const) {
      await page.getByLabel("Detections file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
      await page.getByRole("button", { name: "Evaluate", exact: true }).click();
      await expect(detector(page).getByText(`detections of ${name}`)).toBeVisible();
      await expect(page.locator("dl", { hasText: "Precision" })).toContainText(`Found${found}`);
      await expect(page.locator("dl", { hasText: "Precision" })).toContainText(`False${wrong}`);
    }
  });

  await test.step("after a file that cannot be read, no scores of an earlier file remain below", async () => {
    await page
      .getByLabel("Detections file")
      .setInputFiles({ name: "coco.json", mimeType: "application/json", buffer: Buffer.from('{"images": [], "annotations": []}') });
    await page.getByRole("button", { name: "Evaluate", exact: true }).click();
    await expect(detector(page).getByRole("alert")).toContainText("coco.json:1: these are annotations");
    await expect(page.locator("dl", { hasText: "Precision" })).toHaveCount(0);
  });

  await test.step("a perfect stream scores 1, and the command line agrees in its exit codes", async () => {
    await page.getByRole("tab", { name: "Detections" }).click();
    await choose(page, "Perfect", 1);
    await page.getByRole("tab", { name: "Evaluation" }).click();
    await page.getByText("Simulated detections").click();
    await page.getByRole("button", { name: "Evaluate", exact: true }).click();
    const scores = page.locator("dl", { hasText: "Precision" });
    for (const name of ["Precision", "Recall", "F1", "AP", "MOTA", "IDF1", "HOTA"]) await expect(scores).toContainText(`${name}1.000`);
    await expect(page.getByText("Nothing was missed.")).toBeVisible();
    const refused = tryJaywalk("evaluate", bundle(), join(directory, "missing.json"));
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining("missing.json")]);
  });
});

test("an evaluation can be cancelled while its worker is busy, and the page carries on", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "Alt+6");
  await page.getByText("Detector output file").click();
  // Enough work for many seconds: every event of the stream sixty times.
  const { events } = simulated(detectionProfile("good_day_camera"), 1);
  const lines = Array.from({ length: 60 }, (_, copy) =>
    events.map((event) => JSON.stringify({ ...event, id: copy, track_id: (event.track_id ?? 0) + 1000 * copy })).join("\n"),
  );
  await page
    .getByLabel("Detections file")
    .setInputFiles({ name: "flood.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("button", { name: "Evaluate", exact: true }).click();
  await page.getByRole("button", { name: "Cancel evaluation" }).click();
  await expect(page.getByRole("button", { name: "Evaluate", exact: true })).toBeEnabled();
  await expect(detector(page).getByRole("alert")).toHaveCount(0);
  await page.getByText("Simulated detections").click();
  await page.getByRole("button", { name: "Evaluate", exact: true }).click();
  await expect(page.getByText(/detections of the simulated detector/)).toBeVisible({ timeout: 30_000 });
});

test("a dataset is one ZIP with the bytes that Node writes, all references valid; a project's camera starts a scenario", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await page.keyboard.press("Alt+Shift+d");
  const dialog = page.getByRole("dialog", { name: "Create test datasets" });
  await dialog.getByText("Medium").click();
  await dialog.getByRole("textbox", { name: "Seed" }).fill("5");
  await dialog.getByRole("textbox", { name: "Seed" }).press("Enter");
  await dialog.getByRole("checkbox", { name: "CSV" }).check();
  await dialog.getByRole("checkbox", { name: "SQL inserts" }).check();
  const zip = await saved(page, dialog.getByRole("button", { name: "Download ZIP" }));
  expect(zip.name).toBe("medium_dataset-5.zip");

  const expected = datasetFiles({ ...DATASET_SIZES.medium, seed: 5 }, DATASET_FORMATS);
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(zip.path)])));
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  expect(entries.map(({ filename }) => filename)).toEqual(expected.map(({ path }) => path));
  const unpacked: { path: string; chunks: () => string[] }[] = [];
  for (const entry of entries) {
    const text = await (await entry.getData(new BlobWriter())).text();
    unpacked.push({ path: entry.filename, chunks: () => [text] });
  }
  for (const [place, { path, chunks }] of expected.entries())
    expect(sha256(unpacked[place]?.chunks().join("") ?? ""), path).toBe(sha256([...chunks()].join("")));
  expect(checkIntegrity(unpacked)).toEqual([]);
  expect(checkNoRealData(unpacked)).toEqual([]);

  const [first] = datasetProjects({ ...DATASET_SIZES.medium, seed: 5 });
  if (!first) throw new Error("the dataset has no project");
  const { camera, video } = projectCamera(first);
  await dialog.getByRole("tab", { name: "Scenario from a project’s camera" }).click();
  await dialog.getByRole("button", { name: `New scenario from ${first.name}, project 1`, exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("Escape");
  const scenarioFile = await (async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
    const path = join(directory, "made.json");
    await download.saveAs(path);
    return JSON.parse(readFileSync(path, "utf8")) as typeof OPENING_SCENARIO;
  })();
  expect(scenarioFile).toMatchObject({ name: first.name, camera, video });
});
