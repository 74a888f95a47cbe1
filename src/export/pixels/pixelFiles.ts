import { encode } from "fast-png";
import type { Scenario } from "@/core/document";
import {
  CLASSES_FILE,
  DEPTH_SCALE,
  FLOW_SCALE,
  FLOW_ZERO,
  PIXEL_FOLDER,
  PIXEL_MAP_FORMS,
  SEMANTIC_CLASSES,
  type PixelMap,
} from "@/core/pixels";
import { jsonText } from "@/core/text";
import type { FrameRange } from "@/core/timeline";
import { frameStem } from "@/formats";
import { pixelTruthOf, type FramePixels } from "@/render";

type PixelFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Deflated in JavaScript, so that bytes are the same everywhere; a higher level takes longer and saves little. */
const LEVEL = 4;
const MOST = 0xffff;

/**
 * The per-pixel ground truth of a range of frames, which are numbered from its first. One file is in memory at a time.
 * @throws RangeError for maps that the scenario cannot have (`pixelMapsFault`)
 */
export function* pixelFiles(scenario: Scenario, range: FrameRange, maps: readonly PixelMap[]): Generator<PixelFile, void, undefined> {
  if (maps.length === 0) return;
  if (maps.includes("semantic")) {
    const classes = Object.entries(SEMANTIC_CLASSES).map(([name, id]) => ({ id, name }));
    yield { path: CLASSES_FILE, bytes: new TextEncoder().encode(jsonText({ numbers: "Cityscapes labelIds", classes })) };
  }
  const truth = pixelTruthOf(scenario);
  for (let frame = range.start; frame < range.end; frame++) {
    const pixels = truth.frame(frame);
    const stem = frameStem(scenario.name, frame - range.start);
    for (const map of maps) {
      const file = (name: string, values: Uint8Array | Uint16Array): PixelFile => ({
        path: `${PIXEL_FOLDER}/${map}/${name}.png`,
        bytes: png(map, values, scenario.video),
      });
      if (map === "amodal")
        for (const { trackId, mask } of pixels.amodal()) yield file(`${stem}_${String(trackId).padStart(4, "0")}`, mask);
      // What will be at the frame after the last is in no file.
      else if (map !== "flow" || frame + 1 < range.end) yield file(stem, valuesOf(map, pixels));
    }
  }
}

function valuesOf(map: Exclude<PixelMap, "amodal">, pixels: FramePixels): Uint8Array | Uint16Array {
  switch (map) {
    case "instance":
      return pixels.instances();
    case "semantic":
      return pixels.semantic();
    case "depth":
      return depthValues(pixels.depth());
    case "flow":
      return flowValues(pixels.flow());
  }
}

/** Depth in KITTI's units; 0 where there is none, or more than 16 bits hold. */
export function depthValues(depths: Float64Array): Uint16Array {
  const values = new Uint16Array(depths.length);
  for (let at = 0; at < values.length; at++) {
    const value = Math.round((depths[at] ?? Infinity) * DEPTH_SCALE);
    if (value <= MOST) values[at] = Math.max(1, value);
  }
  return values;
}

/** Flow in KITTI's units: columns, rows, and whether it is known; all 0 where it is not, or is more than 16 bits hold. */
export function flowValues({ u, v }: Pick<ReturnType<FramePixels["flow"]>, "u" | "v">): Uint16Array {
  const values = new Uint16Array(3 * u.length);
  for (let at = 0; at < u.length; at++) {
    const columns = Math.round((u[at] ?? NaN) * FLOW_SCALE) + FLOW_ZERO;
    const rows = Math.round((v[at] ?? NaN) * FLOW_SCALE) + FLOW_ZERO;
    if (!(columns >= 0 && columns <= MOST && rows >= 0 && rows <= MOST)) continue;
    values[3 * at] = columns;
    values[3 * at + 1] = rows;
    values[3 * at + 2] = 1;
  }
  return values;
}

function png(map: PixelMap, data: Uint8Array | Uint16Array, { width, height }: Scenario["video"]): Uint8Array<ArrayBuffer> {
  const { channels, bits } = PIXEL_MAP_FORMS[map];
  return new Uint8Array(encode({ width, height, data, channels, depth: bits }, { zlib: { level: LEVEL } }));
}
