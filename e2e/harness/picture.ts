import type { WholeScenario } from "@/core/document";
import { figureOfBody, frameState, visibleMaskOf, type Box } from "@/core/scene";
import {
  CONTEXT_SETTINGS,
  FlatPicture,
  changedRegions,
  drawFrame,
  drawStatic,
  isFlat,
  loadRenderAssets,
  type Context2D,
  type RenderAssets,
} from "@/render";

/** The same bundle runs on the page and in a worker: the page asks, and whichever draws answers. */
type Job = { scenarios: readonly WholeScenario[]; frames: readonly number[] };

function canvasFor({ video: { width, height } }: WholeScenario): { canvas: HTMLCanvasElement; context: Context2D } {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", CONTEXT_SETTINGS);
  if (!(context instanceof CanvasRenderingContext2D)) throw new Error("no 2D context");
  return { canvas, context };
}

function contextOf(scenario: WholeScenario, onPage: boolean): Context2D {
  if (onPage) return canvasFor(scenario).context;
  const { width, height } = scenario.video;
  const context = new OffscreenCanvas(width, height).getContext("2d", CONTEXT_SETTINGS);
  if (!context) throw new Error("no 2D context");
  return context;
}

/** A 32-bit digest of a picture (FNV-1a over its pixels). */
function digest(context: Context2D, { video: { width, height } }: WholeScenario): number {
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let hash = 0x811c9dc5;
  for (const pixel of pixels) hash = Math.imul(hash ^ pixel, 0x01000193);
  return hash >>> 0;
}

/** Digests of the frames of each scenario; all share one set of assets, and therefore the caches of earlier drawing. */
async function digests({ scenarios, frames }: Job, onPage: boolean): Promise<number[][]> {
  const [first] = scenarios;
  if (!first) return [];
  const assets = await loadRenderAssets(first);
  const context = contextOf(first, onPage);
  return scenarios.map((scenario) =>
    frames.map((frame) => {
      drawFrame(context, frameState(scenario, frame), assets);
      return digest(context, scenario);
    }),
  );
}

function pixelsOf(context: Context2D, { video: { width, height } }: WholeScenario): Uint8ClampedArray {
  return context.getImageData(0, 0, width, height).data;
}

function luma(pixels: Uint8ClampedArray, index: number): number {
  return 0.2126 * (pixels[index] ?? 0) + 0.7152 * (pixels[index + 1] ?? 0) + 0.0722 * (pixels[index + 2] ?? 0);
}

/** The largest difference between two pixels in one component. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray, index: number): number {
  return Math.max(...[0, 1, 2].map((component) => Math.abs((a[index + component] ?? 0) - (b[index + component] ?? 0))));
}

/** The number of pixels outside the claimed regions that differ from the static scene, and the share of the frame claimed. */
async function regionFaults(scenarios: readonly WholeScenario[], frames: readonly number[]) {
  const [first] = scenarios;
  const assets = await loadRenderAssets(first ?? { assets: {} });
  return scenarios.map((scenario) => regionFaultsOf(scenario, frames, assets));
}

function regionFaultsOf(scenario: WholeScenario, frames: readonly number[], assets: RenderAssets) {
  const { width, height } = scenario.video;
  const [whole, still] = [contextOf(scenario, true), contextOf(scenario, true)];
  let flat: { key: string; picture: FlatPicture } | null = null;
  return frames.map((frame) => {
    const state = frameState(scenario, frame);
    const { regions, staticKey } = changedRegions(state, assets);
    drawFrame(whole, state, assets);
    drawStatic(still, state, assets);
    const claimed = new Uint8Array(width * height);
    if (regions === "whole") claimed.fill(1);
    else
      for (const box of regions)
        for (let y = box.y; y < box.y + box.height; y++) claimed.fill(1, y * width + box.x, y * width + box.x + box.width);
    const [a, b] = [new Uint32Array(pixelsOf(whole, scenario).buffer), new Uint32Array(pixelsOf(still, scenario).buffer)];
    let faults = 0;
    let area = 0;
    for (let index = 0; index < claimed.length; index++) {
      if (claimed[index]) area++;
      else if (a[index] !== b[index]) faults++;
    }
    if (isFlat(state) && regions !== "whole") {
      // Kept from frame to frame, as export does: each frame must undo what the previous one has drawn.
      if (flat?.key !== staticKey) flat = { key: staticKey, picture: new FlatPicture(b, width) };
      flat.picture.draw(state, regions);
      for (let index = 0; index < a.length; index++) if (flat.picture.pixels[index] !== a[index]) faults++;
    }
    return { faults, share: area / claimed.length, key: staticKey };
  });
}

/** The pixels around a box that are compared with those inside it. */
const RING = 12;

/**
 * An actor's contrast in luma: the mean difference between its visible pixels and the scene behind them, and the difference between its
 * mean and that of a ring around its box. Only the middle \`share\` of its width is considered. All scenarios have the same size.
 */
async function contrasts(scenarios: readonly WholeScenario[], frame: number, trackId: number, share = 1) {
  const [first] = scenarios;
  if (!first) return [];
  const assets = await loadRenderAssets(first);
  const contexts = [contextOf(first, true), contextOf(first, true)] as const;
  return scenarios.map((scenario) => contrast(scenario, frame, trackId, share, assets, contexts));
}

function contrast(
  scenario: WholeScenario,
  frame: number,
  trackId: number,
  share: number,
  assets: RenderAssets,
  [whole, still]: readonly [Context2D, Context2D],
): { behind: number; around: number } {
  const { width, height } = scenario.video;
  const state = frameState(scenario, frame);
  drawFrame(whole, state, assets);
  drawStatic(still, state, assets);
  const [picture, scene] = [pixelsOf(whole, scenario), pixelsOf(still, scenario)];
  const seen = visibleMaskOf(state, trackId);
  if (!seen) throw new Error(`track ${trackId} is not in frame ${frame}`);
  const { box, mask } = seen;
  let [behind, inside, count] = [0, 0, 0];
  mask.data.forEach((covered, index) => {
    if (!covered || Math.abs(((index % box.width) + 0.5) / box.width - 0.5) > share / 2) return;
    const at = ((box.y + Math.floor(index / box.width)) * width + box.x + (index % box.width)) * 4;
    behind += Math.abs(luma(picture, at) - luma(scene, at));
    inside += luma(picture, at);
    count++;
  });
  let [ring, ringCount] = [0, 0];
  for (let y = Math.max(0, box.y - RING); y < Math.min(height, box.y + box.height + RING); y++)
    for (let x = Math.max(0, box.x - RING); x < Math.min(width, box.x + box.width + RING); x++) {
      if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) continue;
      ring += luma(scene, (y * width + x) * 4);
      ringCount++;
    }
  return { behind: behind / count, around: Math.abs(inside / count - ring / ringCount) };
}

/** The boxes of everything that moves at a frame. */
async function regionsAt(scenario: WholeScenario, frame: number): Promise<Box[]> {
  const { regions } = changedRegions(frameState(scenario, frame), await loadRenderAssets(scenario));
  return regions === "whole" ? [] : regions;
}

/** RGBA of the pixels at the given points, one after another. */
async function pixelsAt(scenario: WholeScenario, frame: number, points: readonly (readonly [number, number])[]): Promise<number[][]> {
  const context = contextOf(scenario, true);
  drawFrame(context, frameState(scenario, frame), await loadRenderAssets(scenario));
  return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
}

/**
 * What changes between two consecutive frames: how many pixels, how many of them are not in a particle of either frame, and how many
 * particles of the first cannot be found in the second, displaced by one of a few shared offsets.
 */
async function differences(scenario: WholeScenario, first: number) {
  const assets = await loadRenderAssets(scenario);
  const { width, height } = scenario.video;
  const claimed = new Uint8Array(width * height);
  const boxes: Box[][] = [];
  const [a, b] = [first, first + 1].map((frame) => {
    const context = contextOf(scenario, true);
    const state = frameState(scenario, frame);
    const { regions } = changedRegions(state, assets);
    if (regions === "whole") throw new Error("particles have boxes");
    for (const box of regions)
      for (let y = box.y; y < box.y + box.height; y++) claimed.fill(1, y * width + box.x, y * width + box.x + box.width);
    boxes.push(regions.filter(({ x, y, width: w, height: h }) => x > 0 && y > 0 && x + w < width && y + h < height));
    drawFrame(context, state, assets);
    return new Uint32Array(pixelsOf(context, scenario).buffer);
  });
  let [changed, unexplained] = [0, 0];
  for (let index = 0; index < claimed.length; index++)
    if (a?.[index] !== b?.[index]) {
      changed++;
      if (!claimed[index]) unexplained++;
    }
  return { changed, unexplained, ...moves(boxes[0] ?? [], boxes[1] ?? []) };
}

/** The three most common displacements of boxes from one frame to the next, and the share of boxes that moved otherwise. */
function moves(before: readonly Box[], after: readonly Box[]): { lost: number; ways: [number, number][] } {
  // One number per box: positions are below 8192 pixels, particles smaller than 512.
  const keyOf = ({ x, y, width, height }: Box, dx = 0, dy = 0) => (((x + dx) * 8192 + y + dy) * 512 + width) * 512 + height;
  const places = new Set(after.map((box) => keyOf(box)));
  const found = (box: Box, [dx, dy]: readonly [number, number]) => places.has(keyOf(box, dx, dy));
  const counted: { way: [number, number]; count: number }[] = [];
  for (let dx = -4; dx <= 8; dx++)
    for (let dy = 1; dy <= 52; dy++) counted.push({ way: [dx, dy], count: before.filter((box) => found(box, [dx, dy])).length });
  counted.sort((one, other) => other.count - one.count);
  const ways = counted.slice(0, 3).map(({ way }) => way);
  const lost = before.filter((box) => !ways.some((way) => found(box, way))).length;
  return { lost: lost / before.length, ways };
}

/**
 * How far, in pixels, the drawn silhouette of the only actor falls short of the sides of its box, at each frame. A pixel counts as drawn
 * if it differs from the scene behind it.
 */
async function silhouetteGaps(scenario: WholeScenario, frames: readonly number[]): Promise<{ figure: string; gap: number }[]> {
  const assets = await loadRenderAssets(scenario);
  const { width, height } = scenario.video;
  const [whole, still] = [contextOf(scenario, true), contextOf(scenario, true)];
  return frames.map((frame) => {
    const state = frameState(scenario, frame);
    const [body] = state.bodies;
    if (body?.kind !== "actor") throw new Error(`no actor is in frame ${frame}`);
    drawFrame(whole, state, assets);
    drawStatic(still, state, assets);
    const [a, b] = [pixelsOf(whole, scenario), pixelsOf(still, scenario)];
    const { box } = body;
    const mask = visibleMaskOf(state, body.trackId)?.mask;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) {
        const at = (y * width + x) * 4;
        // Its shadow is not part of the body and is nowhere in the silhouette.
        if (mask?.data[(y - box.y) * box.width + x - box.x] !== 1 || difference(a, b, at) < 8) continue;
        [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      }
    const gap = Math.max(left - box.x, top - box.y, box.x + box.width - right, box.y + box.height - bottom);
    return { figure: figureOfBody(body, state).key, gap };
  });
}

async function picture(scenario: WholeScenario, frame: number): Promise<string> {
  const { canvas, context } = canvasFor(scenario);
  drawFrame(context, frameState(scenario, frame), await loadRenderAssets(scenario));
  return canvas.toDataURL();
}

const harness = {
  onPage: (scenarios: readonly WholeScenario[], frames: readonly number[]) => digests({ scenarios, frames }, true),
  /** Draws in a worker that runs the same script. */
  inWorker: (script: string, scenarios: readonly WholeScenario[], frames: readonly number[]) =>
    new Promise<number[][]>((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      worker.onmessage = ({ data }: MessageEvent<number[][]>) => {
        resolve(data);
        worker.terminate();
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ scenarios, frames } satisfies Job);
    }),
  regionFaults,
  regionsAt,
  contrasts,
  differences,
  silhouetteGaps,
  pixelsAt,
  picture,
};

declare global {
  var pictureHarness: typeof harness;
}

globalThis.pictureHarness = harness;
if (typeof document === "undefined")
  globalThis.onmessage = ({ data }: MessageEvent<Job>) => {
    void digests(data, false).then((answer) => globalThis.postMessage(answer));
  };
