/** Per-pixel ground truth that can be written beside the annotations, as PNG files. */
export const PIXEL_MAPS = ["instance", "semantic", "amodal", "depth", "flow"] as const;
export type PixelMap = (typeof PIXEL_MAPS)[number];

export const PIXEL_MAP_NAMES: Record<PixelMap, string> = {
  instance: "Instance maps",
  semantic: "Semantic maps",
  amodal: "Amodal masks",
  depth: "Depth",
  flow: "Optical flow",
};

/** What the files of a map contain: PNG with channels of so many bits, and whether a frame has several files, or the last one none. */
export const PIXEL_MAP_FORMS: Record<PixelMap, { channels: 1 | 3; bits: 8 | 16; files: "one" | "per actor" | "all but last" }> = {
  instance: { channels: 1, bits: 16, files: "one" },
  semantic: { channels: 1, bits: 8, files: "one" },
  amodal: { channels: 1, bits: 8, files: "per actor" },
  depth: { channels: 1, bits: 16, files: "one" },
  flow: { channels: 3, bits: 16, files: "all but last" },
};

/** Where the files of a bundle are. */
export const PIXEL_FOLDER = "annotations/pixels";
export const CLASSES_FILE = `${PIXEL_FOLDER}/semantic/classes.json`;

/** Depth as in KITTI: metres × 256 in 16 bits; 0 where there is nothing, or nothing within reach. */
export const DEPTH_SCALE = 256;
/** Flow as in KITTI: pixels × 64 + 2^15 in 16 bits. */
export const FLOW_SCALE = 64;
export const FLOW_ZERO = 2 ** 15;

const WORLD_OF_METRES: readonly PixelMap[] = ["depth", "flow"];

/** Why maps cannot be made of a scenario; null if they can. */
export function pixelMapsFault({ road }: { readonly road?: unknown }, maps: readonly PixelMap[]): string | null {
  const metric = road === undefined ? maps.filter((map) => WORLD_OF_METRES.includes(map)) : [];
  if (metric.length === 0) return null;
  const names = metric.map((map) => PIXEL_MAP_NAMES[map].toLowerCase()).join(" or ");
  return (
    `this scenario is a picture in pixels, which has no ${names}: leave out ${metric.join(" and ")}, ` +
    "or make a road scenario of it in the app first"
  );
}
