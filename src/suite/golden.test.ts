import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { PICTURE_STYLES, withFrameRate } from "@/core/document";
import { DEFAULT_FORMATS, type FormatId, type WriteOptions } from "@/formats";
import { PRESETS, ROAD_PRESETS } from "@/presets";
import { MemoryFolder } from "@/export/storage/memoryFolder";
import { BundleWriter } from "@/export/bundle/bundleWriter";
import { writeTruth } from "@/export/bundle/writeTruth";

/** The SHA-256 of each file, and of each folder under `annotations`: of the paths and digests of all files in it. */
async function digestsOf(
  preset: (typeof PRESETS)[number],
  style: (typeof PICTURE_STYLES)[number],
  formats: readonly FormatId[] = DEFAULT_FORMATS,
  options: Partial<WriteOptions> = {},
): Promise<string[]> {
  const bundle = await BundleWriter.create(new MemoryFolder());
  const scenario = { ...preset.scenario, style };
  await writeTruth(bundle, scenario, { start: 0, end: scenario.video.durationFrames }, formats, options);
  const groups = new Map<string, string[]>();
  for (const { path, sha256 } of bundle.records()) {
    const group = path.split("/").slice(0, 2).join("/");
    const files = groups.get(group) ?? [];
    groups.set(group, files);
    files.push(`${path} ${sha256}`);
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, files]) => `${preset.id}, ${style}: ${group} ${createHash("sha256").update(files.sort().join("\n")).digest("hex")}`);
}

// Users compare suites over years: the same scenario gives the same annotations in every version. If they have to change, `npm run
// golden` writes new digests, and CHANGELOG.md says why.
it("ground truth and all annotation formats of every preset, without keypoints, are the same bytes as ever", async () => {
  const digests: string[] = [];
  for (const preset of PRESETS.filter(({ scenario }) => !scenario.road))
    for (const style of PICTURE_STYLES) digests.push(...(await digestsOf(preset, style, DEFAULT_FORMATS, { keypoints: false })));
  await expect(`${digests.join("\n")}\n`).toMatchFileSnapshot("golden/annotations.txt");
}, 300_000);

// Only these files have keypoints, and only in style illustrated.
it("the files with keypoints of every preset are the same bytes as ever", async () => {
  const digests: string[] = [];
  for (const preset of PRESETS.filter(({ scenario }) => !scenario.road))
    digests.push(...(await digestsOf(preset, "illustrated", ["coco", "cvat"])));
  await expect(`${digests.join("\n")}\n`).toMatchFileSnapshot("golden/keypoints.txt");
}, 300_000);

// Five frames a second: boxes are counted from pixels, which takes longer than in the picture world. Styles have the same bodies here.
it("ground truth and all annotation formats of every road preset are the same bytes as ever", async () => {
  const digests: string[] = [];
  for (const preset of ROAD_PRESETS)
    digests.push(...(await digestsOf({ ...preset, scenario: withFrameRate(preset.scenario, 5) }, "illustrated")));
  await expect(`${digests.join("\n")}\n`).toMatchFileSnapshot("golden/road.txt");
}, 300_000);
