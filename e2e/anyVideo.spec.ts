import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import type { WholeScenario, VideoSettings } from "@/core/document";
import { MOST_STILL_PIXELS, stillAt } from "@/core/scene";
import { fittedView } from "@/editor";
import { makeNumberedVideo, numbersIn, numbersOfVideo, runWasmFFmpeg } from "./support/numberedVideo";
import { Person } from "./support/person";
import { countMessages } from "./support/workerMessages";

/** Videos of any kind under the actors, frame by frame. Made by the app's own encoder; each frame shows its number. */

const folder = mkdtempSync(join(tmpdir(), "jaywalk-any-video-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GIGABYTE = 2 ** 30;

/** Which frame of the video each frame of the scenario shows. */
function shownIn({ scene, assets, video }: WholeScenario): (number | undefined)[] {
  const stills = scene.backgroundStills ?? [];
  const jpegs = stills.map(({ asset }) => Buffer.from((assets[asset]?.data ?? "").split(",")[1] ?? "", "base64"));
  const numbers = new Map(numbersIn(join(folder, "stills"), jpegs).map((number, index) => [stills[index]?.frame, number]));
  return Array.from({ length: video.durationFrames }, (_, frame) => numbers.get(stillAt(stills, frame)?.frame));
}

/** The right frame: the last whose time is not later than the scenario's; after the end, the last of all. */
const expected = (count: number, fps: number, frames: number, rate: number, cut = 0) =>
  Array.from({ length: count }, (_, frame) => Math.min(frames - 1, cut + Math.floor((frame * rate) / fps + 1e-6)));

async function openScenarioPanel(page: Page): Promise<Person> {
  const person = new Person(page);
  await person.startEmpty();
  await page.getByRole("tab", { name: "Scenario" }).click();
  return person;
}

async function choose(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Background: / }).click();
  await (await chooser).setFiles(path);
}
const chosen = (page: Page, name: string) => page.getByRole("button", { name: `Background: ${name}` });

/** An MP4 with 5 GB of nothing between its frames and its index, which take no space on disk. */
function writeHuge(from: string, to: string): void {
  const bytes = readFileSync(from);
  const index = bytes.lastIndexOf("moov") - 4;
  const nothing = Buffer.from([0, 0, 0, 1, ...Buffer.from("free"), ...Array.from({ length: 8 }, () => 0)]);
  nothing.writeBigUInt64BE(BigInt(5 * GIGABYTE), 8);
  const file = openSync(to, "w");
  writeSync(file, bytes.subarray(0, index));
  writeSync(file, nothing);
  writeSync(file, bytes.subarray(index), 0, bytes.length - index, index + 5 * GIGABYTE);
  closeSync(file);
}

/** The number of the video's frame that the stage shows, read below its actors. */
async function numberOnStage({ stage, page }: Person, video: VideoSettings): Promise<number> {
  const box = await stage.boundingBox();
  if (!box) throw new Error("the stage is not on the page");
  const { x, y, scale } = fittedView(video, box);
  const points = Array.from({ length: 12 }, (_, bit) => [x + ((bit + 0.5) * video.width * scale) / 12, y + 0.9 * video.height * scale]);
  const bits = await page
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement, places) => {
      const density = canvas.width / canvas.clientWidth;
      return places.map(([left = 0, top = 0]) => {
        const pixel = canvas.getContext("2d")?.getImageData(Math.round(left * density), Math.round(top * density), 1, 1).data;
        return (pixel?.[1] ?? 0) > 127;
      });
    }, points);
  return bits.reduce((number, isSet, bit) => number + (isSet ? 2 ** bit : 0), 0);
}

type Example = {
  readonly name: string;
  readonly frames: number;
  readonly rate: string;
  readonly fps: number;
  readonly encoding: readonly string[];
  /** What the panel says about its decoding. */
  readonly decoded: string;
};
const MJPEG = ["-c:v", "mjpeg", "-huffman", "default", "-q:v", "3", "-pix_fmt", "yuvj420p"];
/** Twelve cells side by side, taller than the frame. */
const PORTRAIT = ["-vf", "scale=768:1536:flags=neighbor", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M"];
const BY_BROWSER = "Decoded by the browser.";
const UNKNOWN_KIND = "Decoded by ffmpeg, because browsers do not open this kind of file.";
const noDecoder = (codec: string) => `Decoded by ffmpeg, because the browser has no decoder for its codec (${codec}).`;

test("MPEG-4 in MKV, MJPEG in AVI, ProRes, MPEG-2, VP8 and H.264 have every frame at its time, and tell what decoded them", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const person = await openScenarioPanel(page);
  const decodesH264 = await page.evaluate(async () => (await VideoDecoder.isConfigSupported({ codec: "avc1.64001f" })).supported === true);
  const videos: Example[] = [
    {
      ...{ name: "drive.mkv", frames: 150, rate: "30", fps: 30, decoded: noDecoder("V_MPEG4/ISO/ASP") },
      encoding: ["-c:v", "mpeg4", "-q:v", "3", "-bf", "2", "-g", "50"],
    },
    { name: "camera.avi", frames: 130, rate: "25", fps: 25, encoding: MJPEG, decoded: UNKNOWN_KIND },
    { name: "fast.avi", frames: 200, rate: "60", fps: 60, encoding: MJPEG, decoded: UNKNOWN_KIND },
    {
      ...{ name: "broadcast.mkv", frames: 100, rate: "30000/1001", fps: 30_000 / 1001, decoded: noDecoder("V_MPEG4/ISO/ASP") },
      encoding: ["-c:v", "mpeg4", "-q:v", "3"],
    },
    {
      ...{ name: "cut.mov", frames: 40, rate: "60", fps: 60, decoded: noDecoder("prores") },
      encoding: ["-c:v", "prores", "-profile:v", "0", "-pix_fmt", "yuv422p10le"],
    },
    {
      ...{ name: "dvd.mpg", frames: 50, rate: "25", fps: 25, decoded: UNKNOWN_KIND },
      encoding: ["-c:v", "mpeg2video", "-q:v", "3", "-bf", "2"],
    },
    { name: "portrait.webm", frames: 40, rate: "30", fps: 30, encoding: PORTRAIT, decoded: BY_BROWSER },
    {
      ...{ name: "phone.mp4", frames: 90, rate: "24", fps: 24, decoded: decodesH264 ? BY_BROWSER : noDecoder("avc") },
      encoding: ["-c:v", "libx264", "-preset", "fast", "-bf", "3"],
    },
  ];
  const { fps, durationFrames } = (await person.saved()).video;
  for (const { name, frames, rate, encoding, fps: videoRate, decoded } of videos) {
    const path = join(folder, name);
    makeNumberedVideo(path, frames, rate, encoding);
    await choose(page, path);
    await expect(chosen(page, name)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^\d+ images, /)).toContainText(decoded);
    const scenario = await person.saved();
    expect(shownIn(scenario), name).toEqual(expected(durationFrames, fps, frames, videoRate));
    const stills = scenario.scene.backgroundStills ?? [];
    expect(new Set(stills.map(({ asset }) => asset)).size).toBe(stills.length);
    // No still has more pixels than the frame.
    const sizes = new Set(Object.values(scenario.assets).map(({ width, height }) => `${width} × ${height}`));
    expect([...sizes]).toEqual([name === "portrait.webm" ? "679 × 1358" : "384 × 64"]);
  }

  // What an edit list cuts off at the beginning is still in the file, but not shown.
  runWasmFFmpeg(join(folder, "phone.mp4"), join(folder, "trimmed.mp4"), ["-ss", "0.5", "-i", "INPUT", "-c", "copy", "OUTPUT"]);
  await choose(page, join(folder, "trimmed.mp4"));
  await expect(chosen(page, "trimmed.mp4")).toBeVisible({ timeout: 60_000 });
  expect(shownIn(await person.saved()), "trimmed.mp4").toEqual(expected(durationFrames, fps, 90, 24, 12));

  // What the browser's decoder gives up on, ffmpeg may still decode; the reason is not lost.
  const damaged = join(folder, "damaged.mp4");
  const vp9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "10"];
  execFileSync("ffmpeg", ["-v", "error", "-i", join(folder, "camera.avi"), ...vp9, damaged]);
  const bytes = readFileSync(damaged);
  const [start, end] = [bytes.indexOf("mdat"), bytes.indexOf("moov")];
  writeFileSync(damaged, bytes.fill(0, Math.floor(start + 0.4 * (end - start)), Math.floor(start + 0.6 * (end - start))));
  await choose(page, damaged);
  await expect(chosen(page, "damaged.mp4")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ images, /)).toContainText("Decoded by ffmpeg, because the browser's decoder failed (");
});

test("a video of 5 GB is read in place; files that are no video, cut off or empty are named with what to do", async ({ page }) => {
  test.setTimeout(300_000);
  const counted = await countMessages(page);
  const person = await openScenarioPanel(page);
  const path = (name: string) => join(folder, name);

  makeNumberedVideo(path("small.mp4"), 60, "30", ["-c:v", "mpeg4", "-q:v", "3"]);
  writeHuge(path("small.mp4"), path("huge.mp4"));
  await choose(page, path("huge.mp4"));
  await expect(chosen(page, "huge.mp4")).toBeVisible({ timeout: 60_000 });
  const scenario = await person.saved();
  expect(shownIn(scenario)).toEqual(expected(scenario.video.durationFrames, 30, 60, 30));
  const { kinds, bytes } = await counted();
  expect(kinds.filter((kind) => kind === "MOUNT")).toHaveLength(1);
  expect(kinds).not.toContain("WRITE_FILE");
  expect(bytes).toBeLessThan(100_000);

  writeFileSync(path("noise.mkv"), Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251)));
  writeFileSync(path("nothing.avi"), "");
  writeFileSync(path("zeros.mkv"), "");
  truncateSync(path("zeros.mkv"), 5 * GIGABYTE);
  makeNumberedVideo(path("cut.mp4"), 60, "30", ["-c:v", "mpeg4"]);
  truncateSync(path("cut.mp4"), Math.floor(readFileSync(path("cut.mp4")).length / 2));
  execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=duration=1", "-c:a", "mp2", path("sound.mpg")]);
  const faults = [
    ["noise.mkv", "it is not a video that can be read"],
    ["zeros.mkv", "it is not a video that can be read"],
    ["nothing.avi", "it is empty"],
    ["cut.mp4", "it is cut off"],
    ["sound.mpg", "it contains no video"],
  ] as const;
  for (const [name, why] of faults) {
    await choose(page, path(name));
    await expect(page.getByRole("alert").filter({ hasText: `“${name}”` })).toContainText(`“${name}” cannot be used: ${why}`, {
      timeout: 60_000,
    });
  }
  expect((await person.saved()).scene.backgroundStills).toEqual(scenario.scene.backgroundStills);
});

test("reading stops at once, outlives its panel, and takes a video that is too large with fewer pictures or in part", async ({ page }) => {
  test.setTimeout(300_000);
  const person = await openScenarioPanel(page);
  const before = await person.saved();
  const large = join(folder, "large.avi");
  const numbered = join(folder, "numbered.mkv");
  makeNumberedVideo(numbered, 120, "30", ["-c:v", "mpeg4", "-q:v", "3"]);
  // Grey enough for noise to make pixels both darker and lighter.
  const noise = "scale=1280:720:flags=neighbor,setsar=1,lutyuv=y='if(gt(val,127),190,66)',noise=alls=100:allf=t";
  execFileSync("ffmpeg", ["-v", "error", "-i", numbered, "-vf", noise, "-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p", large]);

  const workers = page.workers().length;
  await choose(page, large);
  await expect(page.getByRole("button", { name: /^Background: Frame [1-9]/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Stop reading" }).click();
  await expect(chosen(page, "choose image or video")).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(workers);
  expect(await person.saved()).toEqual(before);

  await choose(page, large);
  const choice = page.getByRole("group", { name: "The video is too large" });
  await expect(choice).toContainText(/room for \d+ of 120 frames/, { timeout: 120_000 });
  await choice.getByRole("button", { name: "Cancel" }).click();
  await expect(chosen(page, "choose image or video")).toBeVisible();

  // The reading goes on while its panel is closed; the question finds whoever has to answer it.
  await choose(page, large);
  await page.getByRole("tab", { name: "Actor" }).click();
  await page.getByRole("button", { name: "Choose", exact: true }).click({ timeout: 120_000 });
  await choice.getByRole("button", { name: /^Only the first/ }).click();
  await expect(chosen(page, "large.avi")).toBeVisible();
  const part = (await person.saved()).scene.backgroundStills ?? [];
  expect(part.map(({ frame }) => frame)).toEqual(part.map((_, index) => index));
  expect(part.length).toBeLessThan(120);
  await page.getByRole("button", { name: "Remove background" }).click();

  await choose(page, large);
  await choice.getByRole("button", { name: /images a second$/ }).click({ timeout: 120_000 });
  await expect(chosen(page, "large.avi")).toBeVisible({ timeout: 120_000 });
  const saved = await person.saved();
  const fewer = saved.scene.backgroundStills ?? [];
  const [, second] = fewer;
  const every = second?.frame ?? 0;
  expect(every).toBeGreaterThan(1);
  expect(fewer.map(({ frame }) => frame)).toEqual(Array.from({ length: Math.ceil(119 / every) + 1 }, (_, index) => index * every));
  const { durationFrames } = saved.video;
  expect(shownIn(saved)).toEqual(Array.from({ length: durationFrames }, (_, frame) => Math.min(119, every * Math.floor(frame / every))));

  // Another scenario that is opened meanwhile has nothing to do with it.
  await choose(page, large);
  await expect(page.getByRole("button", { name: /^Background: Frame [1-9]/ })).toBeVisible({ timeout: 60_000 });
  await person.newScene();
  await expect(page.getByText("Another scenario was opened while “large.avi” was read.")).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(workers);
  expect((await person.saved()).scene.backgroundAsset).toBeUndefined();
});

test("a video chosen with annotations gives their rate and length and lies under them frame by frame; mismatches are reported", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const person = new Person(page);
  await person.startEmpty();
  const path = join(folder, "annotated.mkv");
  // So many pixels that not all stills are held in memory, neither by the preview nor by the export.
  makeNumberedVideo(path, 150, "25", ["-vf", "scale=1152:192:flags=neighbor", "-c:v", "mpeg4", "-q:v", "3"]);
  const frames = Array.from({ length: 155 }, (_, frame) => frame);
  const coco = {
    images: frames.map((frame) => ({ id: frame + 1, width: 1152, height: 192, file_name: `${String(frame).padStart(6, "0")}.png` })),
    categories: [{ id: 1, name: "pedestrian" }],
    annotations: frames.map((frame) => ({
      id: frame + 1,
      image_id: frame + 1,
      category_id: 1,
      track_id: 4,
      bbox: [100 + frame, 10, 12, 40],
    })),
  };
  writeFileSync(join(folder, "labels.json"), JSON.stringify(coco));
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: "Import annotations" }).click();
  const dialog = page.getByRole("dialog", { name: "Import annotations" });
  const files = dialog.getByLabel("Annotation files", { exact: true }).and(dialog.locator("input"));
  await files.setInputFiles([path]);
  await expect(dialog.getByRole("alert")).toContainText(
    "“annotated.mkv” is a video. Choose the annotations of its frames together with it.",
  );
  // Frames that an edit list cuts off are not counted, also where only ffmpeg can decode the others.
  makeNumberedVideo(join(folder, "whole.mp4"), 60, "25", ["-c:v", "mpeg4", "-q:v", "3"]);
  runWasmFFmpeg(join(folder, "whole.mp4"), join(folder, "part.mp4"), ["-ss", "0.4", "-i", "INPUT", "-c", "copy", "OUTPUT"]);
  await files.setInputFiles([join(folder, "labels.json"), join(folder, "part.mp4")]);
  await expect(dialog.getByText("384 × 64 px, 25 fps, 50 frames.")).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("button", { name: "Choose other files" }).click();
  await files.setInputFiles([join(folder, "labels.json"), path]);
  await expect(dialog.getByText("1152 × 192 px, 25 fps, 150 frames. Its frames are read when you import.")).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog.getByRole("textbox", { name: "Frame rate, fps" })).toHaveValue("25");
  await expect(dialog.getByRole("list", { name: "Import problems" })).toContainText(
    "The video has 150 frames, but the annotations go on to frame 154",
  );
  await dialog.getByRole("button", { name: "Import 1 actor" }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  const scenario = await person.saved();
  expect(scenario.video).toEqual({ width: 1152, height: 192, fps: 25, durationFrames: 155 });
  expect(shownIn(scenario)).toEqual(expected(155, 25, 150, 25));
  expect(150 * 1152 * 192).toBeGreaterThan(MOST_STILL_PIXELS);

  // The stage shows them as well.
  const onStage = () => numberOnStage(person, scenario.video);
  await person.press("End");
  await expect.poll(onStage).toBe(149);
  await person.press("Home");
  await expect.poll(onStage).toBe(0);

  await person.press("Control+e");
  const exporting = page.getByRole("dialog");
  await exporting.getByRole("button", { name: "Export video" }).click();
  await exporting.getByRole("button", { name: "Save video as" }).click({ timeout: 120_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /^MP4 video/ }).click()]);
  const exported = join(folder, "exported.mp4");
  await download.saveAs(exported);
  expect(numbersOfVideo(exported)).toEqual(expected(155, 25, 150, 25));
});
