import { createHash } from "node:crypto";
import { decode } from "fast-png";
import { expect, it } from "vitest";
import { withSize, type WholeScenario } from "@/core/document";
import { PIXEL_MAPS, pixelMapsFault } from "@/core/pixels";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations } from "@/formats";
import { decompressRuns } from "@/formats/coco/rle";
import { findPreset } from "@/presets";
import { pixelTruthOf } from "@/render";
import { depthValues, flowValues, pixelFiles } from "@/export/pixels/pixelFiles";

function preset(id: string): WholeScenario {
  const found = findPreset(id);
  if (!found) throw new Error(`there is no preset ${id}`);
  return withSize(found.scenario, 640, 360);
}

/** The pixels of a compressed COCO mask, row by row. */
function pixelsOf(counts: string, [height, width]: readonly [number, number]): Uint8Array {
  const pixels = new Uint8Array(width * height);
  let at = 0;
  (decompressRuns(counts) ?? []).forEach((run, index) => {
    for (const end = at + run; at < end; at++) if (index % 2 === 1) pixels[(at % height) * width + Math.floor(at / height)] = 1;
  });
  return pixels;
}

type Coco = { annotations: { frame: number; track_id?: number; segmentation: { size: [number, number]; counts: string } }[] };

it.each(["road_white_cane", "urban_complex"])("COCO's masks are the pixels of the instance map: %s", (id) => {
  const scenario = preset(id);
  const middle = Math.floor(scenario.video.durationFrames / 2);
  const range = { start: middle, end: middle + 2 };
  const coco = [...writeAnnotations(scenarioSource(scenario, range), ["coco"], { ...DEFAULT_WRITE_OPTIONS, masks: true })];
  const { annotations } = JSON.parse(coco.map(({ text }) => text).join("")) as Coco;
  let compared = 0;
  [...pixelFiles(scenario, range, ["instance"])].forEach(({ path, bytes }, frame) => {
    expect(path).toBe(`annotations/pixels/instance/${path.split("/").at(-1)}`);
    expect(path).toMatch(new RegExp(`_00000${frame}\\.png$`));
    const { data, depth, channels } = decode(bytes);
    expect({ depth, channels }).toEqual({ depth: 16, channels: 1 });
    for (const { track_id: trackId, segmentation, frame: of } of annotations) {
      if (trackId === undefined || of !== frame || Array.isArray(segmentation)) continue;
      const mask = pixelsOf(segmentation.counts, segmentation.size);
      expect(mask.every((inside, at) => (inside === 1) === (data[at] === trackId + 1))).toBe(true);
      compared++;
    }
  });
  expect(compared).toBeGreaterThan(4);
});

it("depth and flow are in KITTI's units, to half a step, with 0 for what is not known", () => {
  expect([...depthValues(Float64Array.of(1, 50.001, 255.99, 256, Infinity, 0.0001))]).toEqual([256, 12800, 65533, 0, 0, 1]);
  const flow = flowValues({ u: Float64Array.of(0, -1.5, 600, NaN), v: Float64Array.of(0, 2.25, 0, NaN) });
  expect([...flow]).toEqual([32768, 32768, 1, 32672, 32912, 1, 0, 0, 0, 0, 0, 0]);

  const scenario = preset("road_dart_out");
  const frame = Math.floor(scenario.video.durationFrames / 2);
  const files = new Map([...pixelFiles(scenario, { start: frame, end: frame + 2 }, PIXEL_MAPS)].map(({ path, bytes }) => [path, bytes]));
  const names = [...files.keys()].map((path) => path.replace("annotations/pixels/", ""));
  expect(names.filter((name) => name.startsWith("flow"))).toHaveLength(1);
  expect(names.filter((name) => name.startsWith("depth"))).toHaveLength(2);
  expect(names).toContain("semantic/classes.json");
  const written = (map: string) => {
    const found = [...files].find(([path]) => path.startsWith(`annotations/pixels/${map}/`) && path.endsWith("_000000.png"));
    return decode(found?.[1] ?? new Uint8Array());
  };
  const exact = pixelTruthOf(scenario).frame(frame);
  const depths = exact.depth();
  const depthsWritten = new Uint16Array(written("depth").data);
  let off = 0;
  depthsWritten.forEach((value, at) => {
    if (value > 0) off = Math.max(off, Math.abs(value / 256 - (depths[at] ?? 0)));
  });
  expect(off).toBeLessThanOrEqual(0.5 / 256);
  const { u } = exact.flow();
  const { data, channels } = written("flow");
  expect(channels).toBe(3);
  u.forEach((columns, at) => {
    if (data[3 * at + 2] === 1 && Math.abs(((data[3 * at] ?? 0) - 32768) / 64 - columns) > 0.5 / 64) throw new Error(`pixel ${at} is off`);
  });
});

it("files are the same whichever frames were made before, and whether they begin a range", () => {
  const scenario = preset("road_bus_stop");
  const digests = (start: number, end: number, skip: number) =>
    [...pixelFiles(scenario, { start, end }, ["amodal", "depth", "flow"])]
      .filter(({ path }) => path.includes(`_00000${skip}`))
      .map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
  expect(digests(40, 43, 1)).toEqual(digests(41, 43, 0));
});

it("a picture has no depth and no flow, and says why", () => {
  const scenario = preset("urban_complex");
  expect(pixelMapsFault(scenario, PIXEL_MAPS)).toContain("which has no depth or optical flow: leave out depth and flow");
  expect(pixelMapsFault(scenario, ["instance", "semantic", "amodal"])).toBeNull();
  expect(pixelMapsFault(preset("road_dart_out"), PIXEL_MAPS)).toBeNull();
});
