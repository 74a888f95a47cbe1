import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { createActor, createScenario, type Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthOf, groundTruthFrames, groundTruthHeader, groundTruthJson } from "@/core/truth";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations, type FormatId } from "@/formats";
import { dropFile } from "./support/files";
import { Person } from "./support/person";

/** Ten people crossing at various speeds for 500 frames: 5,000 boxes. */
function crossing(frames = 500): Scenario {
  const types = ["pedestrian", "cyclist", "vehicle", "pedestrian", "vehicle"] as const;
  const actors = Array.from({ length: 10 }, (_, index) =>
    createActor({
      id: `walker-${index}`,
      type: types[index % types.length] ?? "pedestrian",
      trackId: index,
      startFrame: 0,
      endFrame: frames,
      curve: "smooth",
      waypoints: [
        { x: 100 + 10 * index, y: 200 + 50 * index },
        { x: 600, y: 220 + 48 * index },
        { x: 1150 - 12 * index, y: 210 + 49 * index },
      ],
    }),
  );
  const video = { width: 1280, height: 720, fps: 25, durationFrames: frames };
  // The illustrated scene also has parked cars, which annotation files say are to be ignored.
  return createScenario({ id: "crossing", name: "Crossing", style: "schematic", video, actors });
}

/** A scenario's annotations in a format, as files by path. */
function written(scenario: Scenario, format: FormatId): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path, text } of writeAnnotations(scenarioSource(scenario), [format], DEFAULT_WRITE_OPTIONS))
    texts.set(path, (texts.get(path) ?? "") + text);
  return texts;
}

function only(texts: ReadonlyMap<string, string>, path: string): string {
  const text = texts.get(path);
  if (text === undefined) throw new Error(`${path} was not written, only ${[...texts.keys()].join()}`);
  return text;
}

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Opens File › Import annotations, and returns the dialog. */
async function openImport(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: "Import annotations" }).click();
  const dialog = page.getByRole("dialog", { name: "Import annotations" });
  await expect(dialog).toBeVisible();
  return dialog;
}

const fileInput = (dialog: Locator) => dialog.getByLabel("Annotation files", { exact: true }).and(dialog.locator("input"));

async function setTolerance(dialog: Locator, pixels: number): Promise<void> {
  const field = dialog.getByRole("textbox", { name: "Tolerance, px" });
  await field.fill(String(pixels));
  await field.press("Enter");
}

/** All boxes of a scenario, by frame and in order of tracks. */
function boxesOf(scenario: Scenario, frames: number) {
  return Array.from({ length: frames }, (_, frame) =>
    groundTruthOf(frameState(scenario, frame)).map(({ track_id, object_type, bounding_box }) => ({ track_id, object_type, bounding_box })),
  );
}

test("5,000 rows of MOTChallenge become actors: exact at tolerance 0, few waypoints above it, classes by choice", async ({ page }) => {
  test.setTimeout(120_000);
  const source = crossing();
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([300, 400]);
  const texts = written(source, "mot");
  const rows = only(texts, "annotations/mot/gt/gt.txt");
  expect(rows.trim().split("\n")).toHaveLength(5000);

  const dialog = await openImport(page);
  await fileInput(dialog).setInputFiles([file("gt.txt", rows)]);
  await expect(dialog.getByText("10 tracks, 5,000 boxes, 500 frames")).toBeVisible();
  // What was read, frame by frame.
  await expect(dialog.getByRole("img", { name: /^Frame 0: 10 boxes: / })).toBeVisible();
  const previewed = dialog.getByRole("textbox", { name: "Preview frame" });
  await previewed.fill("499");
  await previewed.press("Enter");
  await expect(dialog.getByRole("img", { name: /^Frame 499: 10 boxes: / })).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Format" })).toHaveValue("MOTChallenge");
  await expect(dialog.getByText("The files do not state the frame size and the frame rate")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText("Pixels were counted from 1");
  const rate = dialog.getByRole("textbox", { name: "Frame rate, fps" });
  await rate.fill("25");
  await rate.press("Enter");

  // Live feedback: the number of waypoints follows the tolerance.
  const waypoints = async () =>
    Number(/become ([\d,]+) waypoints/.exec((await dialog.getByRole("status").textContent()) ?? "")?.[1]?.replaceAll(",", ""));
  await setTolerance(dialog, 0);
  await expect(dialog.getByRole("status")).toContainText("100 % exact");
  const exact = await waypoints();
  await setTolerance(dialog, 8);
  await expect(dialog.getByRole("status")).not.toContainText("100 % exact");
  expect(await waypoints()).toBeLessThan(exact / 2);
  await setTolerance(dialog, 0);
  await expect(dialog.getByRole("status")).toContainText("100 % exact");
  await dialog.getByRole("button", { name: "Import 10 actors" }).click();
  await expect(dialog).toBeHidden();

  const imported = await person.saved();
  expect(imported.video).toEqual({ width: 1280, height: 720, fps: 25, durationFrames: 500 });
  expect(boxesOf(imported, 500)).toEqual(boxesOf(source, 500));
  // The first one is selected and can be edited at once.
  await expect(page.getByRole("tab", { name: "Actor" })).toBeVisible();
  await person.press("ArrowRight");
  const [first, before] = [(await person.savedActor()).trajectory.waypoints[0], imported.actors[0]?.trajectory.waypoints[0]];
  expect(first?.x).toBeCloseTo((before?.x ?? NaN) + 1, 2);
  // The scenario that was open is not lost.
  await person.press("Control+o");
  await page
    .getByRole("region", { name: "Saved in this browser" })
    .getByRole("button", { name: /^Untitled scenario/ })
    .first()
    .click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Untitled scenario");
  expect((await person.saved()).actors).toHaveLength(1);
});

test("frames of odd size at a broadcast rate: a row is added at the bottom, boxes keep their places, and the rate is exact", async ({
  page,
}) => {
  const coco = {
    videos: [{ id: 1, name: "drive", width: 1242, height: 375, fps: 30_000 / 1001 }],
    images: Array.from({ length: 3 }, (_, frame) => ({
      id: frame + 1,
      video_id: 1,
      frame_index: frame,
      frame,
      width: 1242,
      height: 375,
      file_name: `${frame}.png`,
    })),
    categories: [{ id: 1, name: "pedestrian" }],
    annotations: Array.from({ length: 3 }, (_, frame) => ({
      id: frame + 1,
      image_id: frame + 1,
      category_id: 1,
      track_id: 4,
      bbox: [1100 + frame, 275, 42, 100],
    })),
  };
  const person = new Person(page);
  await person.startEmpty();
  const dialog = await openImport(page);
  await fileInput(dialog).setInputFiles([file("drive.json", JSON.stringify(coco))]);
  await expect(dialog.getByText("1242 × 375 becomes 1242 × 376, with a row at the bottom; boxes stay where they are.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Frame rate, fps" })).toHaveValue("29.97");
  await setTolerance(dialog, 0);
  await dialog.getByRole("button", { name: "Import 1 actor" }).click();
  await expect(dialog).toBeHidden();
  const imported = await person.saved();
  expect(imported.video).toEqual({ width: 1242, height: 376, fps: 29.97, durationFrames: 3 });
  expect(boxesOf(imported, 3).map(([box]) => box?.bounding_box)).toEqual(
    [1100, 1101, 1102].map((x) => ({ x, y: 275, width: 42, height: 100 })),
  );
});

test("CVAT is added to the open scenario as one step, with a class left out, a background video, and its gaps preserved", async ({
  page,
}) => {
  const source = crossing(40);
  const gone = { ...source, actors: source.actors.slice(0, 3) };
  const xml = only(written(gone, "cvat"), "annotations/cvat.xml");
  // Frames 10 to 19 of the first track are a gap.
  const lines = xml.split("\n");
  const start = lines.findIndex((line) => line.includes('<track id="0"'));
  const withGap = lines.flatMap((line, index) => {
    const frame = Number(/<box frame="(\d+)"/.exec(line)?.[1] ?? NaN);
    if (index < start || index > start + 40 || !(frame >= 10 && frame < 20)) return [line];
    return frame === 10 ? [line.replace('outside="0"', 'outside="1"')] : [];
  });
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.saved();

  const dialog = await openImport(page);
  await fileInput(dialog).setInputFiles([file("job.xml", withGap.join("\n"))]);
  await expect(dialog.getByRole("combobox", { name: "Format" })).toHaveValue("CVAT for video 1.1");
  await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText("Absent at frames 10–19");
  await dialog.getByText("Open scenario", { exact: true }).click();
  await dialog.getByRole("combobox", { name: "Type for cyclist" }).click();
  await page.getByRole("option", { name: "Leave out" }).click();
  await dialog.getByRole("combobox", { name: "Type for vehicle" }).click();
  await page.getByRole("option", { name: "Van" }).click();
  await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText("the track was left out");
  await setTolerance(dialog, 0);
  const directory = mkdtempSync(join(tmpdir(), "jaywalk-import-"));
  try {
    const footage = join(directory, "street.mp4");
    execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=1", "-pix_fmt", "yuv420p", footage]);
    await dialog.getByLabel("Background file").setInputFiles(footage);
    await expect(dialog.getByText("320 × 180 px, 25 fps, 25 frames. Its frames are read when you import.")).toBeVisible();
    await dialog.getByRole("button", { name: "Import 2 actors" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Added 2 actors" })).toContainText("1 had track IDs that were already in use");

    const after = await person.saved();
    expect(after.actors.map(({ type, trackId, appearance }) => [type, trackId, appearance.model])).toEqual([
      ["pedestrian", 0, "adult"],
      ["pedestrian", 1, "adult"],
      ["vehicle", 2, "van"],
    ]);
    const stills = after.scene.backgroundStills ?? [];
    expect(stills.map(({ frame, asset }) => [frame, after.assets[asset]?.name])).toEqual(
      Array.from({ length: 25 }, (_, frame) => {
        const shown = Math.ceil((frame * 30) / 25);
        return [shown, `street.mp4, ${(shown / 30).toFixed(2)} s`];
      }),
    );
    const truth = Array.from(
      { length: 40 },
      (_, frame) => groundTruthOf(frameState(after, frame)).find(({ track_id }) => track_id === 1)?.bounding_box,
    );
    const expected = Array.from({ length: 40 }, (_, frame) =>
      frame >= 10 && frame < 20 ? undefined : groundTruthOf(frameState(source, frame)).find(({ track_id }) => track_id === 0)?.bounding_box,
    );
    expect(truth).toEqual(expected);
    await page.getByRole("button", { name: "Undo import" }).click();
    expect(await person.saved()).toEqual(before);

    // The scenario panel accepts a video as well, and the same one gives the same stills.
    await page.getByRole("tab", { name: "Scenario" }).click();
    await page.getByLabel("Background file").setInputFiles(footage);
    await expect(page.getByText("25 images, 320 × 180 px, the last from 0.97 s on", { exact: false })).toBeVisible();
    await expect(page.getByRole("button", { name: "Background: street.mp4" })).toBeVisible();
    expect((await person.saved()).scene.backgroundStills).toEqual(stills);
    await page.getByRole("button", { name: "Remove background" }).click();
    await expect(page.getByRole("button", { name: "Background: choose image or video" })).toBeVisible();
    expect(await person.saved()).toEqual(before);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("COCO is dropped on the page, KITTI comes as a folder, and YOLO as a folder without its frame size", async ({ page }) => {
  test.setTimeout(90_000);
  const directory = mkdtempSync(join(tmpdir(), "jaywalk-import-"));
  try {
    const source = crossing(30);
    const person = new Person(page);
    await person.startEmpty();
    await dropFile(page, { name: "coco.json", text: only(written(source, "coco"), "annotations/coco.json") });
    let dialog = page.getByRole("dialog", { name: "Import annotations" });
    await expect(dialog.getByRole("combobox", { name: "Format" })).toHaveValue("COCO");
    await expect(dialog.getByText("10 tracks, 300 boxes, 30 frames")).toBeVisible();
    await setTolerance(dialog, 0);
    await dialog.getByRole("button", { name: "Import 10 actors" }).click();
    await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Crossing");
    expect(boxesOf(await person.saved(), 30)).toEqual(boxesOf(source, 30));

    const write = (folder: string, format: FormatId, without: RegExp) => {
      for (const [path, text] of written(source, format)) {
        if (without.test(path)) continue;
        const target = join(directory, folder, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
      return join(directory, folder);
    };
    const choose = async (folder: string) => {
      dialog = await openImport(page);
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        dialog.getByRole("button", { name: "Choose folder" }).click(),
      ]);
      await chooser.setFiles(folder);
    };
    await choose(write("kitti", "kitti", /seqmap/));
    await expect(dialog.getByRole("combobox", { name: "Format" })).toHaveValue("KITTI tracking");
    await expect(dialog.getByText("10 tracks, 300 boxes, 30 frames")).toBeVisible();
    await expect(dialog.getByRole("row", { name: /^Car/ })).toBeVisible();
    await dialog.getByRole("button", { name: "Choose other files" }).click();
    await page.keyboard.press("Escape");

    await choose(write("yolo", "yolo", /yaml$/));
    await expect(dialog.getByText("The files do not state the frame size and the frame rate")).toBeVisible();
    const width = dialog.getByRole("textbox", { name: "Frame width, px" });
    await width.fill("640");
    await width.press("Enter");
    await expect(dialog.getByText(/300 boxes, 30 frames/)).toBeVisible();
    await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText("300 boxes have no track id");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("broken files are refused with an explanation and the open scenario stays; what can be read of them is offered", async ({ page }) => {
  test.setTimeout(90_000);
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.saved();
  const truth = [...groundTruthJson(groundTruthHeader(crossing(20)), groundTruthFrames(crossing(20)))].join("");
  const many = Array.from({ length: 20 }, (_, frame) =>
    Array.from({ length: 200 }, (_row, id) => `${frame + 1},${id + 1},NaN,10,20,40,1,1,1`).join("\n"),
  ).join("\n");
  const broken: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ["cut.json", truth.slice(0, truth.length / 2), /cut\.json, line \d+, column \d+.*The file is cut off; copy or export it again/s],
    ["wide.json", Buffer.from(truth, "utf16le"), /no annotations in a known format|not (valid )?UTF-8|UTF-16|zero byte/i],
    [
      "bomb.xml",
      '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><annotations>&b;</annotations>',
      /It has a document type declaration, which could define entities/,
    ],
    ["cut.xml", '<annotations><track id="0" label="car"><box frame="0" ', /cut\.xml, line 1.*Not XML/s],
    ["nan.txt", many, /A coordinate is not a number/],
    ["picture.zip", "PK\u0003\u0004 this is no archive", /The ZIP is damaged/],
    ["letter.txt", "Dear all,\nthis is a letter.", /No annotations in a known format/],
  ];
  const dialog = await openImport(page);
  for (const [name, content, fault] of broken) {
    await fileInput(dialog).setInputFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(content) }]);
    await expect(dialog.getByRole("list", { name: "Import problems" }), name).toContainText(fault);
    await expect(dialog.getByRole("button", { name: "Import", exact: true }), name).toBeDisabled();
    await dialog.getByRole("button", { name: "Choose other files" }).click();
  }
  // Negative sizes are listed; the other boxes are there.
  await fileInput(dialog).setInputFiles([file("gt.txt", "1,1,10,10,-20,40,1,1,1\n1,2,50,60,20,40,1,1,1\n2,2,52,60,20,40,1,1,1")]);
  await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText(
    "gt.txt, line 1The box is -20 × 40: width and height must be greater than 0",
  );
  await expect(dialog.getByRole("button", { name: "Import 1 actor" })).toBeEnabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await person.saved()).toEqual(before);
});

test("reading a million rows does not block the page, and can be cancelled", async ({ page }) => {
  test.setTimeout(90_000);
  const directory = mkdtempSync(join(tmpdir(), "jaywalk-import-"));
  try {
    const path = join(directory, "gt.txt");
    const rows: string[] = [];
    for (let frame = 1; frame <= 20_000; frame++)
      for (let id = 1; id <= 50; id++) rows.push(`${frame},${id},${(frame + id * 20) % 1200},${id * 10},20,40,1,1,1`);
    writeFileSync(path, rows.join("\n"));
    const person = new Person(page);
    await person.startEmpty();
    const dialog = await openImport(page);
    await fileInput(dialog).setInputFiles(path);
    await expect(dialog.getByRole("progressbar", { name: "Import progress" })).toBeAttached();
    // A blocked page would show no count, let alone a second one, and would not react to a click before the end.
    const status = dialog.getByRole("status");
    await expect(status).toContainText(/Reading the files: [\d,]+ boxes/);
    const first = (await status.textContent()) ?? "";
    await expect(status).not.toHaveText(first);
    await expect(status).toContainText(/Reading the files: [\d,]+ boxes/);
    await dialog.getByRole("button", { name: "Cancel import" }).click();
    await expect(dialog.getByText("Choose annotation files")).toBeVisible();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("files that can be read in several ways: the dialog asks, shows every reading, and lists all findings, however many", async ({
  page,
}) => {
  const person = new Person(page);
  await person.startEmpty();
  const images = [0, 1, 2].flatMap((frame) =>
    ["front", "rear"].map((camera, index) => ({ id: frame * 2 + index, frame, camera, width: 640, height: 360 })),
  );
  const boxes = images.map(({ id, frame }) => ({
    image_id: id,
    category_id: 1,
    track_id: 5,
    bbox: [100 * (id % 2) + 10 * frame + 50, 100, 60, 40],
  }));
  // Many of one kind, and a more important one that is found last.
  const broken = Array.from({ length: 24 }, (_, index) => ({
    image_id: 1,
    category_id: 9,
    track_id: 100 + index,
    bbox: [10 * index, 10, 8, 8],
  }));
  const coco = {
    images,
    categories: [{ id: 1, name: "car" }],
    annotations: [...boxes, ...broken, { image_id: 1, category_id: 1, bbox: [1, 2, 3] }],
  };

  const dialog = await openImport(page);
  await fileInput(dialog).setInputFiles([file("two cameras.json", JSON.stringify(coco))]);
  const question = dialog.getByRole("region", { name: "How to read the files" });
  await expect(question).toContainText("The images are of 2 cameras");
  await expect(question.getByRole("radio")).toHaveCount(2);
  await expect(question.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await page.screenshot({ path: test.info().outputPath("question.png") });
  await question.getByRole("radio", { name: "rear" }).click();

  await expect(dialog.getByText("25 tracks, 27 boxes, 3 frames")).toBeVisible();
  const problems = dialog.getByRole("list", { name: "Import problems" });
  await expect(problems.getByRole("listitem").first()).toContainText("annotations[30]Its bbox has 3 numbers instead of 4");
  const unknown = problems.getByRole("listitem").filter({ hasText: "Its category_id matches no category" }).first();
  await unknown.getByText("more like this").click();
  await expect(unknown).toContainText("annotations[25]");
  await page.screenshot({ path: test.info().outputPath("findings.png") });
  // The other reading is still one choice away.
  await dialog.getByRole("combobox", { name: "Camera" }).click();
  await page.getByRole("option", { name: "front" }).click();
  await expect(dialog.getByText("1 track, 3 boxes, 3 frames")).toBeVisible();
  await dialog.getByRole("button", { name: "Import 1 actor" }).click();
  await expect(dialog).toBeHidden();
  expect((await person.saved()).video).toMatchObject({ width: 640, height: 360 });
  expect(boxesOf(await person.saved(), 3).map(([box]) => box?.bounding_box.x)).toEqual([50, 60, 70]);
});
