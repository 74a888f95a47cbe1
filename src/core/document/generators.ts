import { PURPOSE, hashBetween, hashInteger, textKey } from "../random";
import { ACTOR_MODELS, LIMITS, SPECIFIED_CONFIDENCE, SPECIFIED_SIZES, type ActorType, type Point, type Size } from "./constants";
import { dimensionsOf } from "./dimensions";
import { ACTOR_LABELS, createActor, specifiedNoise } from "./defaults";
import type { Actor, Generator, VideoSettings } from "./schema";
import { framesOf } from "../timeline/frameRate";

export type GeneratorContext = {
  readonly seed: number;
  readonly video: VideoSettings;
  /** Track ID of the first actor made; the others follow. */
  readonly firstTrackId: number;
  /** False leaves out every random element: jitter, flicker, and variation of speed and place. */
  readonly noise: boolean;
};

/** An actor in the foreground may be this much larger than on the reference row. */
const WIDEST = 1.5;

/** A vehicle crosses the frame's width in this many seconds at base speed (specification). */
const BASE_CROSSING_SECONDS = 5;

/** The actors a generator stands for; the same input gives the same actors, whatever other actors there are. */
export function generateActors(generator: Generator, context: GeneratorContext): Actor[] {
  switch (generator.kind) {
    case "moving_pedestrian": {
      const { width, height } = stretchedSize("pedestrian", generator);
      const ground = (corner: Point) => ({ x: corner.x + width / 2, y: corner.y + height });
      return [
        makeActor(generator, context, 0, "pedestrian", {
          confidenceBase: generator.confidenceBase,
          ...spanOfFrames(generator.startSeconds, generator.durationSeconds, context),
          waypoints: [ground(generator.from), ground(generator.to)],
        }),
      ];
    }
    case "cyclist_crossing":
      return [
        makeActor(generator, context, 0, "cyclist", {
          confidenceBase: generator.confidenceBase,
          ...spanOfFrames(generator.startSeconds, generator.durationSeconds, context),
          waypoints: crossing("cyclist", generator, context),
        }),
      ];
    case "vehicle_sequence":
      return Array.from({ length: generator.count }, (_, index) => {
        const baseSpeed = context.video.width / BASE_CROSSING_SECONDS;
        const variation = context.noise ? generator.speedVariation : 0;
        const speed =
          baseSpeed * (1 + hashBetween(-variation, variation, context.seed, textKey(generator.id), index, PURPOSE.generatorSpeed));
        // Operations in the specification's order: frames are truncated from exactly these doubles.
        const startSeconds = generator.startSeconds + (index * generator.spacing) / baseSpeed;
        const durationSeconds = (context.video.width + 2 * crossingWidth("vehicle", generator)) / speed;
        return makeActor(generator, context, index, "vehicle", {
          confidenceBase: SPECIFIED_CONFIDENCE.vehicle,
          ...spanOfFrames(startSeconds, durationSeconds, context),
          waypoints: crossing("vehicle", generator, context),
        });
      });
    case "pedestrian_crowd":
      return Array.from({ length: generator.count }, (_, index) => crowdMember(generator, context, index));
  }
}

function crowdMember(generator: Extract<Generator, { kind: "pedestrian_crowd" }>, context: GeneratorContext, index: number): Actor {
  const key = textKey(generator.id);
  const { seed = context.seed } = generator;
  const spread = context.noise ? generator.spread : 0;
  const scatter = (point: Point, end: number): Point => ({
    x: Math.round(point.x + hashBetween(-spread, spread, seed, key, index, PURPOSE.crowdPosition, end, 0)),
    y: Math.round(point.y + hashBetween(-spread, spread, seed, key, index, PURPOSE.crowdPosition, end, 1) / 3),
  });
  const pace = context.noise ? hashBetween(0.8, 1.3, seed, key, index, PURPOSE.crowdPace) : 1;
  const delay = context.noise ? hashBetween(0, generator.durationSeconds / 4, seed, key, index, PURPOSE.crowdStart) : 0;
  const models = ACTOR_MODELS.pedestrian;
  const model = models[hashInteger(0, models.length - 1, seed, key, index, PURPOSE.crowdLook)] ?? models[0];
  return makeActor(generator, context, index, "pedestrian", {
    confidenceBase: SPECIFIED_CONFIDENCE.pedestrian,
    ...spanOfFrames(generator.startSeconds + delay, generator.durationSeconds / pace, context),
    waypoints: [scatter(generator.from, 0), scatter(generator.to, 1)],
    appearance: { model },
  });
}

type MadeParts = Pick<Parameters<typeof createActor>[0], "startFrame" | "endFrame" | "waypoints" | "confidenceBase" | "appearance">;

function makeActor(generator: Generator, context: GeneratorContext, index: number, type: ActorType, parts: MadeParts): Actor {
  const trackId = context.firstTrackId + index;
  return createActor({
    id: `${generator.id}-${index}`,
    trackId,
    type,
    name: `${ACTOR_LABELS[type]} ${trackId}`,
    ...sizeOf(type, parts.appearance?.model ?? ACTOR_MODELS[type][0], generator),
    generatorId: generator.id,
    ...(context.noise ? specifiedNoise(type) : {}),
    ...parts,
  });
}

/** From just left of the frame to just right of it, as in the specification: its box's corner goes from −w to width + w. */
function crossing(type: ActorType, generator: Generator & { laneY: number }, { video }: GeneratorContext): Point[] {
  const width = crossingWidth(type, generator);
  const { height } = stretchedSize(type, generator);
  const { laneY } = generator;
  return [
    { x: -width + width / 2, y: laneY + height },
    { x: video.width + width + width / 2, y: laneY + height },
  ];
}

/** The width that an actor needs beside the frame to be outside it. */
function crossingWidth(type: ActorType, generator: Generator): number {
  const { width } = stretchedSize(type, generator);
  return generator.modelScale ? Math.max(width, WIDEST * sizeOf(type, ACTOR_MODELS[type][0], generator).size.width) : width;
}

/** How the actors of a generator are sized: as their models, in perspective, or as in the specification. */
function sizeOf(type: ActorType, model: string, generator: Generator): Pick<Actor, "size" | "perspective"> {
  const { modelScale } = generator;
  if (!modelScale) return { size: stretchedSize(type, generator) };
  const { length, height } = dimensionsOf(type, model);
  const side = (value: number) => Math.min(LIMITS.extent.max, Math.max(LIMITS.extent.min, value));
  return { size: { width: side(length * modelScale.x), height: side(height * modelScale.y) }, perspective: true };
}

/** The specification's size, which also places the ground line of a lane or a corner. */
function stretchedSize(type: ActorType, { stretch = { x: 1, y: 1 } }: Generator): Size {
  const { width, height } = SPECIFIED_SIZES[type];
  const atLeast = LIMITS.extent.min;
  return { width: Math.max(atLeast, width * stretch.x), height: Math.max(atLeast, height * stretch.y) };
}

/** Frames are truncated as in the specification; at least one frame long. */
function spanOfFrames(startSeconds: number, durationSeconds: number, { video }: GeneratorContext) {
  const startFrame = Math.trunc(framesOf(startSeconds, video.fps));
  const endFrame = Math.trunc(framesOf(startSeconds + durationSeconds, video.fps));
  return { startFrame, endFrame: Math.max(endFrame, startFrame + 1) };
}
