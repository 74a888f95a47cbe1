import { withLight, withWeather, type LightCondition, type Scenario, type WeatherCondition } from "@/core/document";
import { frameState, type FrameState, type IgnoredState } from "@/core/scene";
import type { Box } from "@/core/scene/frameStateTypes";
import { intersectionOverUnion, inPicture } from "@/detection";
import type { FoundObject } from "@/detectors/detector";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { roadUsersOf } from "@/detectors/classes/roadUsers";
import { ROAD_PRESETS } from "@/presets/road";
import { RoadPicture } from "@/render";
import { ROAD_USERS, type RoadUserKind } from "@/core/world";

/** Who must be found: taller than this (pixels), at least so visible, and hardly cut off by the picture's edge. */
const TALLER_THAN = 60;
const LEAST_VISIBILITY = 0.8;
const MOST_TRUNCATION = 0.1;
const CONFIDENCE = 0.25;
const IOU = 0.5;
/** A detection lies in a region to ignore by at least this share of its own area. */
const INSIDE = 0.5;

const VEHICLE = ["car", "truck", "bus"];

/**
 * COCO's labels for what a road user consists of. COCO has no cyclists: its annotators drew a box around the person and one around the
 * bicycle. See docs/decisions/recall-in-coco-words.md.
 */
const COCO_WORDS: Readonly<Record<RoadUserKind, readonly string[]>> = {
  adult: ["person"],
  child: ["person"],
  white_cane: ["person"],
  wheelchair: ["person"],
  pram: ["person"],
  dog: ["dog"],
  cyclist: ["person", "bicycle"],
  e_scooter: ["person"],
  motorcyclist: ["person", "motorcycle"],
  car: VEHICLE,
  van: VEHICLE,
  truck: VEHICLE,
  bus: VEHICLE,
};

/** Weather and light of a picture; null for those of the preset. */
export type Sky = { readonly weather: WeatherCondition; readonly light: LightCondition; readonly intensity: number } | null;

/** A road preset by day. */
export type RoadScene = { readonly id: string; readonly scenario: Scenario };

/** The presets whose light is that of the day, also of a low sun. */
export function daylightRoads(): RoadScene[] {
  return ROAD_PRESETS.filter(({ scenario }) =>
    (scenario.light ?? []).every(({ condition }) => condition === "day" || condition === "low_sun"),
  ).map(({ id, scenario }) => ({ id, scenario }));
}

export type AskedFrame = { rgb: Uint8Array; width: number; height: number; frame: number; state: FrameState };

/** The latest picture: its memory is large, and used again for frames of the same size. */
let picture: { width: number; height: number; road: RoadPicture } | null = null;

/** So many frames of a scenario, evenly spaced. */
export function* framesOf({ scenario }: RoadScene, count: number, sky: Sky): Generator<AskedFrame> {
  const lit = sky ? underSky(scenario, sky) : scenario;
  const { width, height, durationFrames } = scenario.video;
  if (picture?.width !== width || picture.height !== height) picture = { width, height, road: new RoadPicture(width, height) };
  const { road } = picture;
  for (let index = 0; index < count; index++) {
    const frame = Math.floor(((index + 0.5) * durationFrames) / count);
    const state = frameState(lit, frame);
    if (!state.road) continue;
    road.draw(state, state.road);
    const pixels = road.raster.pixels();
    const rgb = new Uint8Array(width * height * 3);
    for (let at = 0; at < width * height; at++) for (let part = 0; part < 3; part++) rgb[3 * at + part] = pixels[4 * at + part] ?? 0;
    yield { rgb, width, height, frame, state };
  }
}

function underSky(scenario: Scenario, { weather, light, intensity }: Exclude<Sky, null>): Scenario {
  return withLight(withWeather(scenario, weather, weather === "sunny" ? 0 : intensity), light, light === "day" ? 1 : intensity);
}

/** What a detector made of a frame. */
export type Judged = {
  /** Whether each road user that must be found was found: as its own class, and in COCO's words. */
  readonly users: readonly { readonly kind: RoadUserKind; readonly own: boolean; readonly words: boolean }[];
  /** Detections of road users that are none, outside regions to ignore. */
  readonly falsePositives: number;
};

export function judged({ width, height, frame, state }: AskedFrame, objects: readonly FoundObject[]): Judged {
  const picture = { width, height };
  const settings = { confidence: CONFIDENCE, classMap: USUAL_CLASS_MAP, frame, timestamp: 0, picture };
  const found = roadUsersOf(objects, settings);
  const actors = state.bodies.flatMap((body) =>
    body.kind === "actor" && body.solid && body.onlyOccludes !== true
      ? [{ ...body, kind: body.solid.body, box: inPicture(body.box, picture), height: body.box.height }]
      : [],
  );
  const users = actors.flatMap(({ kind, box, height: tall, visibility, truncation }) => {
    if (!isRoadUser(kind) || tall <= TALLER_THAN || visibility < LEAST_VISIBILITY || truncation > MOST_TRUNCATION) return [];
    const overlaps = (other: Box) => intersectionOverUnion(other, box) > IOU;
    const own = found.some((user) => user.class_label === ROAD_USERS[kind].type && overlaps(user.bounding_box));
    const isWord = ({ label, confidence }: FoundObject) => confidence >= CONFIDENCE && COCO_WORDS[kind].includes(label);
    return [{ kind, own, words: own || objects.some((object) => isWord(object) && overlaps(object.box)) }];
  });
  const falsePositives = found.filter(
    ({ bounding_box: box, class_label: type }) =>
      !actors.some((actor) => intersectionOverUnion(actor.box, box) > IOU) &&
      !(state.ignored ?? []).some((region) => isInside(box, region, type)),
  ).length;
  return { users, falsePositives };
}

const isRoadUser = (kind: string): kind is RoadUserKind => Object.hasOwn(ROAD_USERS, kind);

function isInside(box: Box, { type, box: region }: IgnoredState, label: string): boolean {
  if (type !== null && type !== label) return false;
  const width = Math.min(box.x + box.width, region.x + region.width) - Math.max(box.x, region.x);
  const height = Math.min(box.y + box.height, region.y + region.height) - Math.max(box.y, region.y);
  return width > 0 && height > 0 && width * height >= INSIDE * box.width * box.height;
}
