import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PERFECT_SENSOR, createScenario } from "@/core/document";
import { MemoryFolder } from "../storage/memoryFolder";
import type { BundleFile } from "../types";
import { bundleZip, bundleZipName } from "../zip";
import { LIST_LENGTH_BYTES, packFiles, type ListedFile } from "../fileStream";
import { bundleFile } from "./bundleFile";
import { BundleWriter } from "./bundleWriter";
import { frameDigestsText, manifestDocument, metadataDocument, type BundleFacts } from "./documents";

const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");
const textOf = async (files: readonly BundleFile[], path: string) => files.find((file) => file.path === path)?.blob.text();

describe("a bundle", () => {
  it("contains small files, files written in alternating pieces, and files written out of order, each with its digest", async () => {
    const folder = new MemoryFolder();
    const bundle = await BundleWriter.create(folder);
    bundle.addText("labels/0.txt", "first");
    await bundle.addPart("a.txt", "Grüße, ", false);
    await bundle.addPart("b.txt", "only", true);
    await bundle.addPart("a.txt", "Welt", true);
    const video = await folder.create();
    // Longer than a page of memory, with its beginning written last.
    const bytes = Uint8Array.from({ length: 3_000_001 }, (_, index) => index % 251);
    video.write(bytes.subarray(1000), 1000);
    video.write(bytes.subarray(0, 1000), 0);
    await bundle.addFile("video.mp4", video);
    bundle.addText("labels/1.txt", "");

    const recorded = bundle.records();
    const files = (await bundle.finish()).map(bundleFile);
    expect(files.map(({ path }) => path).sort()).toEqual(["a.txt", "b.txt", "labels/0.txt", "labels/1.txt", "video.mp4"]);
    expect(await textOf(files, "a.txt")).toBe("Grüße, Welt");
    expect(await textOf(files, "b.txt")).toBe("only");
    expect(await textOf(files, "labels/1.txt")).toBe("");
    for (const { path, size, sha256: digest, blob } of files) {
      const content = new Uint8Array(await blob.arrayBuffer());
      expect(content.length, path).toBe(size);
      expect(sha256(content), path).toBe(digest);
      expect(recorded, path).toContainEqual({ path, size, sha256: digest });
    }
  });

  it("becomes a ZIP of exactly the predicted size, the same bytes each time", async () => {
    const bundle = await BundleWriter.create(new MemoryFolder());
    for (let index = 0; index < 50; index++) bundle.addText(`labels/${index}.txt`, "x".repeat(index * 100));
    const files = (await bundle.finish()).map(bundleFile);
    const zips = await Promise.all(
      [0, 1].map(async () => {
        const { stream, size } = bundleZip({ files });
        const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
        expect(bytes.length).toBe(size);
        return sha256(bytes);
      }),
    );
    expect(zips[0]).toBe(zips[1]);
  });

  it("becomes one stream: a list, then all of its files, however they are stored", async () => {
    const bundle = await BundleWriter.create(new MemoryFolder());
    await bundle.addPart("long.txt", "not with ", false);
    for (let index = 0; index < 9; index++) bundle.addText(`labels/${index}.txt`, `${index};`.repeat(index));
    await bundle.addPart("long.txt", "the others", true);
    // Neither in the order of storage nor all of them.
    const files = (await bundle.finish()).filter(({ path }) => path !== "labels/4.txt").reverse();
    const stream = packFiles(files);
    const bytes = Buffer.from(await stream.arrayBuffer());
    let position = LIST_LENGTH_BYTES + bytes.readUInt32BE();
    const list = JSON.parse(bytes.subarray(LIST_LENGTH_BYTES, position).toString()) as ListedFile[];
    const contents = Object.fromEntries(list.map(({ path, size }) => [path, bytes.subarray(position, (position += size)).toString()]));
    expect(position).toBe(bytes.length);
    expect(Object.keys(contents).sort()).toEqual(files.map(({ path }) => path).sort());
    expect(contents["long.txt"]).toBe("not with the others");
    for (const index of [0, 1, 2, 3, 5, 6, 7, 8]) expect(contents[`labels/${index}.txt`]).toBe(`${index};`.repeat(index));
  });

  it("is named after its scenario, without characters that file systems refuse", () => {
    expect(bundleZipName("Schulweg: früh / Regen?")).toBe("Schulweg- früh - Regen.zip");
    expect(bundleZipName("../..")).toBe("scenario.zip");
    expect(bundleZipName("夜")).toBe("夜.zip");
  });
});

describe("a bundle's documents", () => {
  const scenario = createScenario({ id: "s1", name: "Test", description: "For a test", seed: 7 });
  const facts: BundleFacts = {
    scenario,
    range: { start: 30, end: 90 },
    engine: "ffmpeg",
    quality: "lossless",
    frameStamp: true,
    instances: false,
    webm: false,
    annotations: 12,
    browserEncoder: null,
  };

  it("contain the specification's metadata for the exported range", () => {
    expect(metadataDocument(facts)).toMatchObject({
      video_name: "Test",
      duration: 2,
      scenario: "highway",
      weather: "sunny",
      description: "For a test",
      object_count: 0,
      annotation_count: 12,
    });
    expect(metadataDocument(facts)).not.toHaveProperty("sensor");
    const sensor = { ...PERFECT_SENSOR, noise: 0.3 };
    expect(metadataDocument({ ...facts, scenario: { ...facts.scenario, sensor } })).toMatchObject({ sensor });
  });

  it("record in the manifest what made the video, and nothing about the machine or the date", () => {
    const manifest = manifestDocument(facts, "abc", [{ path: "video.mp4", size: 3, sha256: "def" }]);
    expect(manifest).toMatchObject({
      app: { name: "jaywalk" },
      scenario: { seed: 7, sha256: "abc" },
      video: { frames: 60, scenario_frames: [30, 90], frame_stamp: true },
      encoder: { engine: "ffmpeg", quality: "lossless" },
      files: [{ path: "video.mp4", size: 3, sha256: "def" }],
    });
    expect(JSON.stringify(manifest)).toContain('"-qp","0"');
  });

  it("list frames as ffmpeg's framemd5 does", () => {
    const lines = frameDigestsText(facts, ["aa", "bb"]).split("\n");
    expect(lines).toContain("#tb 0: 1/30");
    expect(lines.filter((line) => !line.startsWith("#"))).toEqual([
      "0,          0,          0,        1,  1382400, aa",
      "0,          1,          1,        1,  1382400, bb",
      "",
    ]);
    expect(frameDigestsText({ ...facts, instances: true }, ["aa"])).toContain("  2764800, aa");
  });
});
