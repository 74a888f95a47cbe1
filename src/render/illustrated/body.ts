import { figureOfBody, intersectBoxes, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import type { CachedBody, RenderAssets } from "../assets";
import { compose, extentOf, type Setting } from "./compose";
import { lampLevels } from "./lampLevels";
import { beamDrawing } from "./lamps";
import { cloudCover, intensityOf, lightOn, sunshine } from "./light";
import { paletteOf } from "./palette";
import type { Place } from "./places/place";

type Body = ActorState | OccluderState;

/** Light and weather on a body, in steps too fine to be visible, so that drawings can be reused. */
function settingOf(body: Body, state: FrameState, place: Place): Setting {
  const { multiply, add } = lightOn(body, state, place);
  const flicker = body.kind === "actor" ? body.flicker : 1;
  const step = (value: number) => Math.round(value * 128) / 128;
  // Behind closed clouds a low sun casts no shadows either.
  const lowSun = intensityOf(state.weather, "low_sun") * sunshine(state.weather);
  return {
    light: {
      multiply: [step(multiply[0] * flicker), step(multiply[1] * flicker), step(multiply[2] * flicker)],
      add: [Math.round(add[0] * flicker), Math.round(add[1] * flicker), Math.round(add[2] * flicker)],
    },
    // The high sun's shadows disappear as the evening sky appears.
    sun: step(sunshine(state.weather) * (1 - cloudCover(intensityOf(state.weather, "low_sun")))),
    lowSun: step(lowSun),
    lift: isVehicle(body) ? UNDERSIDE : 0,
    lean: lowSun > 0 ? leanOf(body, state, place) : 0,
    wet: step(intensityOf(state.weather, "rainy")),
    onGround: place.openings === null,
    lamps: lampLevels(body, state),
  };
}

/** Height of a vehicle's underside above the ground, in heights of its box: between the wheels its shadow starts there. */
const UNDERSIDE = 0.09;

function isVehicle(body: Body): boolean {
  return body.kind === "actor" ? body.type === "vehicle" : body.occluderKind.startsWith("parked_");
}

/** How far a shadow from the low sun leans sideways: columns per row, in coarse steps, since it changes along the whole path. */
function leanOf({ box, groundY }: Body, { width, height }: FrameState, { sun }: Place): number {
  const [aside, below] = [((box.x + box.width / 2) / width) * 1280 - sun.x, (groundY / height) * 720 - sun.y];
  return Math.round(Math.min(1.2, Math.max(-1.2, aside / Math.max(60, below))) * 16) / 16;
}

/** Bodies with more pixels than this are prepared only as far as they are in the frame. */
const LARGE = 1 << 20;

/** What is drawn for a body, from back to front: the light in front of it, if it is a vehicle at night, and itself. */
export function drawingsOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody[] {
  const drawing = drawingOf(body, state, place, assets);
  const ours = body.kind === "actor" && body.appearance.spriteAsset === undefined && place.openings === null;
  const beam = ours && !isLarge(body) ? beamDrawing(body, lampLevels(body, state), assets) : null;
  return beam ? [beam, drawing] : [drawing];
}

function isLarge({ box }: Body): boolean {
  return box.width * box.height > LARGE;
}

/** Which part of a body's drawing has to be prepared, relative to its box: all of it or, for a large one, the part in the frame. */
function partOf(body: Body, extent: Box, state: FrameState): Box {
  if (!isLarge(body)) return extent;
  const { x, y } = body.box;
  const inFrame = { x: -x, y: -y, width: state.width, height: state.height };
  return intersectBoxes(extent, inFrame) ?? { x: 0, y: 0, width: 1, height: 1 };
}

/** The body with its shadow and its reflection on wet ground, in its light. */
function drawingOf(body: Body, state: FrameState, place: Place, assets: RenderAssets): CachedBody {
  const { width, height } = body.box;
  const size = { width, height };
  const palette = paletteOf(body);
  const figure = figureOfBody(body, state);
  const setting = settingOf(body, state, place);
  const part = partOf(body, extentOf(size, setting), state);
  const spriteAsset = body.kind === "actor" ? (body.appearance.spriteAsset ?? "") : "";
  const picture = assets.pictures.get(spriteAsset);
  const mirrored = body.kind === "actor" && body.facing === "left";
  const subject = picture ? `${spriteAsset} ${mirrored}` : `${figure.key} ${palette.key}`;
  return assets.bodies.get(`${subject} ${JSON.stringify([size, part, setting])}`, () => {
    const drawn = picture ? ({ kind: "picture", picture, mirrored } as const) : ({ kind: "figure", figure, palette } as const);
    return compose({ key: subject, subject: drawn, figure: picture ? null : figure, size }, setting, part, assets);
  });
}
