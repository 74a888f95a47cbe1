import type { PictureStore, SlimScenario } from "@/core/document";
import { placedFrame, tellingFrame } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, loadRenderAssets, picturedIn, type RenderAssets } from "@/render";
import { frameShownAt } from "@/core/timeline";

/** During playback, stills of a background video are decoded this many frames ahead. */
const FRAMES_IN_HAND = 6;

/** Shared by pictures without assets of their own: scenes and figures are drawn once for all of them. */
let shared: Promise<RenderAssets> | null = null;
type Loaded = {
  readonly stills: SlimScenario["scene"]["backgroundStills"];
  readonly sprites: string;
  readonly loading: Promise<RenderAssets>;
};
/** The pictures of the scenario loaded last. Which are decoded, and when, depends on its stills and its actors' sprites as well. */
const loaded = new WeakMap<SlimScenario["assets"], Loaded>();

/** A scenario, and where the data of its pictures is. */
type Drawn = { readonly scenario: SlimScenario; readonly pictures: PictureStore };

/** Rejected if a picture cannot be had. */
async function assetsOf({ scenario, pictures }: Drawn): Promise<RenderAssets> {
  const { assets } = scenario;
  if (Object.keys(assets).length === 0) return (shared ??= loadRenderAssets({ assets: {} }));
  const pictured = picturedIn(pictures.whole(scenario));
  const [stills, sprites] = [scenario.scene.backgroundStills, pictured.sprites?.join(" ") ?? ""];
  const known = loaded.get(assets);
  if (known && known.stills === stills && known.sprites === sprites) return known.loading;
  const loading = loadRenderAssets(pictured);
  loaded.set(assets, { stills, sprites, loading });
  return loading;
}

/** Pictures are drawn one at a time, each when the page is idle. */
let queue: Promise<void> = Promise.resolve();

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 40 });
    else setTimeout(resolve, 16);
  });

/** Finding it takes some milliseconds: the result is remembered. */
const telling = new WeakMap<SlimScenario, number>();

export function tellingFrameOf(scenario: SlimScenario): number {
  const frame = telling.get(scenario) ?? tellingFrame(scenario);
  telling.set(scenario, frame);
  return frame;
}

/** Draws one frame of a scenario, small, into a canvas of CSS size `width` × `height`; skipped once aborted. */
export function drawPicture(canvas: HTMLCanvasElement, drawn: Drawn, frame: number | "telling", signal: AbortSignal): void {
  queue = queue
    .then(idle)
    .then(async () => {
      if (signal.aborted) return;
      const { scenario } = drawn;
      const assets = await assetsOf(drawn);
      const shown = frame === "telling" ? tellingFrameOf(scenario) : frame;
      await assets.pictures.load(shown, shown + 1);
      if (!signal.aborted) paint(canvas, scenario, shown, assets);
    })
    // A picture that cannot be drawn leaves its place empty; the scenario still opens and says why.
    .catch(() => undefined);
}

function paint(canvas: HTMLCanvasElement, scenario: SlimScenario, frame: number, assets: RenderAssets): void {
  const { width, height } = scenario.video;
  const full = new OffscreenCanvas(width, height);
  const context = full.getContext("2d", CONTEXT_SETTINGS);
  const target = canvas.getContext("2d");
  if (!context || !target) return;
  drawFrame(context, placedFrame(scenario, frame), assets);
  const density = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * density);
  canvas.height = Math.round(canvas.clientHeight * density);
  const scale = Math.max(canvas.width / width, canvas.height / height);
  target.imageSmoothingQuality = "high";
  target.drawImage(full, (canvas.width - width * scale) / 2, (canvas.height - height * scale) / 2, width * scale, height * scale);
  canvas.dataset["picture"] = "drawn";
}

/** Plays a scenario from a frame onwards, in real time and in a loop, into a small canvas until aborted. */
export function playPicture(canvas: HTMLCanvasElement, drawn: Drawn, from: number, signal: AbortSignal): void {
  const { scenario } = drawn;
  const { fps, durationFrames } = scenario.video;
  const begin = (assets: RenderAssets) => {
    const start = performance.now();
    let shown = -1;
    let loading: Promise<unknown> | null = null;
    const step = (now: number) => {
      if (signal.aborted) return;
      const frame = (from + frameShownAt((now - start) / 1000, fps)) % durationFrames;
      if (frame !== shown && assets.pictures.has(frame, frame + 1)) {
        paint(canvas, scenario, Math.max(0, frame), assets);
        shown = frame;
      }
      if (!assets.pictures.has(frame, frame + FRAMES_IN_HAND))
        loading ??= assets.pictures.load(frame, frame + 2 * FRAMES_IN_HAND).then(
          () => (loading = null),
          () => undefined,
        );
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  };
  // As with pictures: what cannot be drawn stays still.
  assetsOf(drawn).then(begin, () => undefined);
}
