import { PURPOSE, hash32, hashUnit } from "@/core/random";
import type { Box, FrameState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { framesOf, nearestFrame } from "@/core/timeline";

/** Number of drops on a lens at full strength. */
const MOST = 34;
/** A drop stays for this many seconds; it fades in and out. */
const STAY = { least: 3, most: 8 };
const FADE_SECONDS = 0.35;
/** A drop is far out of focus: the picture in it has no more pixels across than this. */
export const DROP_PICTURE = 14;
/** A drop is a small strong lens: it shows this many times its own breadth, upside down. */
export const DROP_FIELD = 5;

export type LensDrop = { box: Box; alpha: number };

/** The drops on the lens at a frame: each sits where it hit until it runs dry, and comes again elsewhere. */
export function lensDropsOf({ sensor, seed, frame, fps, width, height }: FrameState): LensDrop[] {
  const count = Math.round(MOST * (sensor?.lensDrops ?? 0));
  return Array.from({ length: count }, (_, drop) => {
    const stay = nearestFrame(STAY.least + (STAY.most - STAY.least) * hashUnit(seed, PURPOSE.sensor, 20, drop), fps);
    const age = frame + (hash32(seed, PURPOSE.sensor, 21, drop) % stay);
    const [time, after] = [Math.floor(age / stay), age % stay];
    const large = hashUnit(seed, PURPOSE.sensor, 22, drop, time);
    const radius = height * (0.008 + 0.034 * large * large);
    const fade = Math.max(1, framesOf(FADE_SECONDS, fps));
    return {
      box: {
        x: Math.round(hashUnit(seed, PURPOSE.sensor, 23, drop, time) * width - radius),
        y: Math.round(hashUnit(seed, PURPOSE.sensor, 24, drop, time) * height - radius),
        width: Math.max(3, Math.round(2 * radius)),
        height: Math.max(3, Math.round(2 * radius * (1 + 0.25 * hashUnit(seed, PURPOSE.sensor, 25, drop, time)))),
      },
      alpha: Math.min(1, (after + 1) / fade, (stay - after) / fade),
    };
  });
}

/** Boxes of the drops on the lens; some extend beyond the frame. */
export function lensDropBoxes(state: FrameState): Box[] {
  return lensDropsOf(state).map(({ box }) => box);
}

/** Raindrops on the lens, each with a blurred small picture of what is around it. */
export function drawLensDrops(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const drops = lensDropsOf(state);
  if (drops.length === 0) return;
  // All show the scene, and not each other.
  const scene = assets.scenePool.take(state.width, state.height);
  scene.context.drawImage(context.canvas, 0, 0);
  const small = createSurface(DROP_PICTURE, DROP_PICTURE, true);
  small.context.imageSmoothingQuality = "high";
  for (const { box, alpha } of drops) {
    const { width, height } = box;
    const [fieldX, fieldY] = [Math.min(state.width, width * DROP_FIELD), Math.min(state.height, height * DROP_FIELD)];
    const left = Math.min(state.width - fieldX, Math.max(0, box.x + width / 2 - fieldX / 2));
    const top = Math.min(state.height - fieldY, Math.max(0, box.y + height / 2 - fieldY / 2));
    small.context.setTransform(-1, 0, 0, -1, DROP_PICTURE, DROP_PICTURE);
    small.context.drawImage(scene.canvas, left, top, fieldX, fieldY, 0, 0, DROP_PICTURE, DROP_PICTURE);
    const drop = assets.pool.take(width, height);
    paintDrop(drop.context, small.canvas, width, height);
    context.globalAlpha = alpha;
    context.drawImage(drop.canvas, 0, 0, width, height, box.x, box.y, width, height);
    context.globalAlpha = 1;
    assets.pool.give(drop);
  }
  assets.scenePool.give(scene);
}

function paintDrop(context: Context2D, picture: OffscreenCanvas, width: number, height: number): void {
  context.save();
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  context.scale(width / 2, height / 2);
  const shade = context.createRadialGradient(1, 0.86, 0.3, 1, 1, 1);
  shade.addColorStop(0, "rgba(255,255,255,0.14)");
  shade.addColorStop(0.6, "rgba(255,255,255,0)");
  shade.addColorStop(1, "rgba(8,12,18,0.5)");
  context.fillStyle = shade;
  context.fillRect(0, 0, 2, 2);
  const edge = context.createRadialGradient(1, 1, 0, 1, 1, 1);
  edge.addColorStop(0, "rgba(0,0,0,0.96)");
  edge.addColorStop(0.78, "rgba(0,0,0,0.92)");
  edge.addColorStop(1, "rgba(0,0,0,0)");
  context.globalCompositeOperation = "destination-in";
  context.fillStyle = edge;
  context.fillRect(0, 0, 2, 2);
  context.restore();
}
