import { SPECIFIED_COLORS, type OccluderKind, type Rgb } from "@/core/document";
import { FLICKER_DRAWN_ABOVE, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import { cachedDrawing, type CachedBody, type RenderAssets } from "../assets";
import { css, parseColor } from "../color";
import { drawMoved, motionOf, movedBox } from "../sensor";
import type { Context2D, Surface } from "../surface";
import { DROPS, FLAKES, centresOf, type Falling } from "./drops";
import { colorTables, particleCount, underWeather } from "./laws";
import { flatScenery } from "./scenery";
import { coverFit } from "../coverFit";

const OCCLUDER_COLORS: Record<OccluderKind, Rgb> = {
  wall: [138, 138, 138],
  parked_car: [126, 126, 126],
  parked_van: [132, 132, 132],
  parked_bus: [130, 130, 130],
  bus_shelter: [142, 142, 142],
  container: [128, 128, 128],
  bin: [118, 118, 118],
  tree: [114, 114, 114],
  hedge: [120, 120, 120],
  sign: [146, 146, 146],
};

export function schematicKey({ scene, weather, width, height }: FrameState): string {
  const layers = weather.filter(({ condition }) => condition !== "sunny" && condition !== "rainy");
  const light = layers.map(({ condition, intensity }) => `${condition} ${intensity}`).join(" ");
  return `schematic ${scene.kind} ${scene.backgroundAsset ?? ""} ${width}x${height} ${light}`;
}

/** The scene under the frame's weather, without actors and drops. */
export function drawSchematicScene(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const scene = assets.scenes.get(schematicKey(state), () => cachedDrawing(paintScene(state, assets)));
  context.drawImage(scene.surface.canvas, 0, 0);
}

function paintScene(state: FrameState, assets: RenderAssets): Surface {
  const { scene, width, height } = state;
  const tables = colorTables(state.weather);
  const surface = assets.scenePool.take(width, height);
  const picture = scene.backgroundAsset === undefined ? undefined : assets.pictures.get(scene.backgroundAsset);
  if (picture) {
    coverFit(picture, surface);
    const image = surface.context.getImageData(0, 0, width, height);
    for (let index = 0; index < image.data.length; index++)
      if (index % 4 !== 3) image.data[index] = tables[index % 4]?.[image.data[index] ?? 0] ?? 0;
    surface.context.putImageData(image, 0, 0);
    return surface;
  }
  for (const { color, left, top, right, bottom } of flatScenery(scene.kind, width, height)) {
    surface.context.fillStyle = css(underWeather(color, tables));
    surface.context.fillRect(left, top, right - left, bottom - top);
  }
  return surface;
}

function flatColor(body: ActorState | OccluderState): Rgb {
  if (body.kind === "occluder") return body.color === undefined ? OCCLUDER_COLORS[body.occluderKind] : parseColor(body.color);
  const color = body.appearance.color === undefined ? SPECIFIED_COLORS[body.type] : parseColor(body.appearance.color);
  return [Math.trunc(color[0] * body.flicker), Math.trunc(color[1] * body.flicker), Math.trunc(color[2] * body.flicker)];
}

function isDrawn(body: ActorState | OccluderState): boolean {
  return body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE;
}

/** The boxes that are drawn, from back to front, in their colours under the frame's weather. */
export function flatBodies(state: FrameState): { body: ActorState | OccluderState; color: Rgb }[] {
  const tables = colorTables(state.weather);
  return state.bodies.filter(isDrawn).map((body) => ({ body, color: underWeather(flatColor(body), tables) }));
}

/** Flat boxes and drops over the scene, every pixel by the specification's laws. */
export function drawSchematicBodies(context: Context2D, state: FrameState, assets: RenderAssets): void {
  for (const { body, color: shown } of flatBodies(state)) {
    const color = css(shown);
    const motion = motionOf(body, state);
    const { x, y, width, height } = body.box;
    if (motion) {
      drawMoved(context, flatDrawing(color, width, height, assets), { x, y }, { top: 0, height }, motion, assets);
      continue;
    }
    context.fillStyle = color;
    context.fillRect(x, y, width, height);
  }
  for (const { falling, centres } of particlesOf(state)) drawParticles(context, falling, centres);
}

/** A flat box as a picture, for bodies that are smeared. */
function flatDrawing(color: string, width: number, height: number, assets: RenderAssets): CachedBody {
  return assets.bodies.get(`flat ${color} ${width}x${height}`, () => {
    const surface = assets.pool.take(width, height);
    surface.context.fillStyle = color;
    surface.context.fillRect(0, 0, width, height);
    return { surface, bytes: surface.width * surface.height * 4, offsetX: 0, offsetY: 0, width, height };
  });
}

type Particles = { falling: Falling; centres: Int32Array };

/** Requested twice per frame: for where it differs from its scene, and to draw it. */
const particlesOfStates = new WeakMap<FrameState, Particles[]>();

/** The precipitation at a frame, and where it is; nothing in dry weather. */
export function particlesOf(state: FrameState): Particles[] {
  const known = particlesOfStates.get(state);
  if (known) return known;
  const kinds = [
    ["rainy", DROPS],
    ["snow", FLAKES],
  ] as const;
  const particles = kinds.flatMap(([condition, falling]) => {
    const count = particleCount(state.weather, condition);
    return count === 0 ? [] : [{ falling, centres: centresOf(falling, state, count) }];
  });
  particlesOfStates.set(state, particles);
  return particles;
}

function drawParticles(context: Context2D, { color }: Falling, centres: Int32Array): void {
  // One path for all: overlapping drops have one colour, and whole-pixel edges are not antialiased.
  context.fillStyle = css(color);
  context.beginPath();
  for (let index = 0; index < centres.length; index += 2) {
    const [x, y] = [centres[index] ?? 0, centres[index + 1] ?? 0];
    context.rect(x - 1, y, 3, 1);
    context.rect(x, y - 1, 1, 3);
  }
  context.fill();
}

export function schematicRegions(state: FrameState): Box[] {
  const boxes = state.bodies.filter(isDrawn).map((body) => {
    const motion = motionOf(body, state);
    return motion ? movedBox(body.box, motion) : body.box;
  });
  for (const { centres } of particlesOf(state))
    for (let index = 0; index < centres.length; index += 2)
      boxes.push({ x: (centres[index] ?? 0) - 1, y: (centres[index + 1] ?? 0) - 1, width: 3, height: 3 });
  return boxes;
}
