import type { Scenario } from "@/core/document";
import { frameState, placedFrame, type FrameState } from "@/core/scene";
import { CONTEXT_SETTINGS, drawFrame, type RenderAssets } from "@/render";

/** Stills of a background video are decoded for this many frames at a time … */
const FRAMES_LOADED = 12;
/** … and the next of them are started when no more than these are left. */
const FRAMES_IN_HAND = 6;

/**
 * The frame as export would draw it, on a canvas of the video's size. Redrawn only when what it shows has changed: zooming and panning
 * just copy it.
 */
export class Picture {
  readonly canvas = new OffscreenCanvas(1, 1);
  /** Called when a frame can be drawn that had to wait for its background. */
  onLoaded: () => void = () => {};
  private loading = false;
  /** Whether the last requested frame could not be drawn. */
  private waits = false;
  private fault: { of: RenderAssets; error: Error } | null = null;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private drawn: { content: string; assets: RenderAssets } | null = null;
  private placed: { scenario: Scenario; frame: number; state: FrameState; content: string } | null = null;
  private known: { scenario: Scenario; frame: number; state: FrameState } | null = null;

  constructor() {
    const context = this.canvas.getContext("2d", CONTEXT_SETTINGS);
    if (!context) throw new Error("The browser could not create a canvas; close other tabs to free memory, then reload the page");
    this.context = context;
  }

  /** The frame state with visibility, for boxes and labels over the picture; drawing needs only positions. */
  stateOf(scenario: Scenario, frame: number): FrameState {
    if (this.known?.scenario !== scenario || this.known.frame !== frame)
      this.known = { scenario, frame, state: frameState(scenario, frame) };
    return this.known.state;
  }

  /** Whether the picture last drawn is still right: most drags of a waypoint change nothing at the playhead. */
  shows(scenario: Scenario, frame: number): boolean {
    return this.drawn?.content === this.place(scenario, frame).content;
  }

  /**
   * Draws a frame. If its still of a background video is not decoded yet, the picture stays as it was until it is.
   * @throws Error that names a still that cannot be decoded
   */
  draw(scenario: Scenario, frame: number, assets: RenderAssets): void {
    const { state, content } = this.place(scenario, frame);
    if (this.drawn?.content === content && this.drawn.assets === assets) return;
    this.load(frame, assets);
    this.waits = !isReady(scenario, state, assets) || !assets.pictures.has(frame, frame + 1);
    if (this.waits) return;
    const { width, height } = scenario.video;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    drawFrame(this.context, state, assets);
    this.drawn = { content, assets };
  }

  private load(frame: number, assets: RenderAssets): void {
    if (this.fault?.of === assets) throw this.fault.error;
    if (this.loading || assets.pictures.has(frame, frame + FRAMES_IN_HAND)) return;
    this.loading = true;
    assets.pictures
      .load(frame, frame + FRAMES_LOADED)
      .catch((error: unknown) => {
        this.fault = { of: assets, error: error instanceof Error ? error : new Error(String(error)) };
      })
      .finally(() => {
        this.loading = false;
        if (this.waits) this.onLoaded();
      });
  }

  private place(scenario: Scenario, frame: number) {
    if (this.placed?.scenario !== scenario || this.placed.frame !== frame) {
      const state = placedFrame(scenario, frame);
      this.placed = { scenario, frame, state, content: JSON.stringify(state) };
    }
    return this.placed;
  }
}

/** Whether these assets belong to the scenario, as far as its background goes: new ones take a moment. */
function isReady({ assets: pictures }: Scenario, { scene: { backgroundAsset } }: FrameState, assets: RenderAssets): boolean {
  return backgroundAsset === undefined || pictures[backgroundAsset] === undefined || assets.pictures.get(backgroundAsset) !== undefined;
}
