import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { createScenario, serializeScenario } from "@/core/document";
import { firstFrameOf, readExportedVideo } from "./videoFile";

const scenario = createScenario({ id: "mine" });
const { width, height, durationFrames } = scenario.video;

async function zipOf(entries: Record<string, string>, name = "mine.zip"): Promise<File> {
  const zip = new ZipWriter(new BlobWriter());
  for (const [path, text] of Object.entries(entries)) await zip.add(path, new TextReader(text));
  return new File([await zip.close()], name);
}

test("a bundle's ZIP gives its video, the scenario as exported and the frame it begins with", async () => {
  const manifest = JSON.stringify({ video: { scenario_frames: [30, 90] } });
  const read = await readExportedVideo(
    await zipOf({
      "ground_truth.json": "{}",
      "scenario.json": serializeScenario(scenario),
      "video.mp4": "film",
      "manifest.json": manifest,
    }),
  );
  expect(read).toMatchObject({ name: "mine.zip", firstFrame: 30, scenario: { id: "mine" } });
  expect(await read.video.text()).toBe("film");
});

test("a ZIP without a video, or without a scenario, is refused with the reason", async () => {
  await expect(readExportedVideo(await zipOf({ "ground_truth.json": "{}", "scenario.json": serializeScenario(scenario) }))).rejects.toThrow(
    /has no video\.mp4/,
  );
  await expect(readExportedVideo(await zipOf({ "a.txt": "" }, "photos.zip"))).rejects.toThrow(/photos\.zip is not a bundle/);
});

test("a video alone begins with the scenario, or at the in point if it is shorter; one of another scenario is refused", async () => {
  const video = await readExportedVideo(new File(["film"], "video.mp4"));
  const first = (frames: number, rangeStart = 0, size = { width, height }) =>
    firstFrameOf(video, { ...size, frames }, scenario, rangeStart);
  expect(first(durationFrames, 12)).toBe(0);
  expect(first(60, 12)).toBe(12);
  expect(() => first(durationFrames + 1)).toThrow(/Choose a video of this scenario/);
  expect(() => first(60, durationFrames - 30)).toThrow(/has 60 frames, of which the scenario has 30 from frame/);
  expect(() => first(60, 0, { width: 640, height: 360 })).toThrow(/video\.mp4 is 640 × 360, the scenario/);
});
