import type { WholeScenario } from "@/core/document";
import type { Sights } from "@/core/scene";
import type { FrameLayout } from "./frameLayout";

export type PictureSettings = {
  scenario: WholeScenario;
  /** The scenario's frame that is frame 0 of the video. */
  firstFrame: number;
  frameStamp: boolean;
  /** Nothing but who is where, instead of the scenario's picture. */
  instances: boolean;
  /** How `render` lays out frames; if omitted, as `i420`. Only instances can be `gbrp`. */
  layout?: FrameLayout;
  /** Whether what is seen of bodies is counted as well, which only roads need (default false). */
  sights?: boolean;
};

/** Four bytes a pixel, row by row. */
export type FramePixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> };

/**
 * Draws frames of a scenario, numbered as there, and gives them in the layout of its settings or as pixels. The same frame always gives the
 * same bytes, whichever was drawn before.
 */
export type FrameRenderer = {
  /** Bytes of a frame in that layout. */
  readonly frameBytes: number;
  /** Decodes the pictures that frames from `start` to before `end` show: `render` needs them. */
  load(start: number, end: number): Promise<void>;
  /** The frame on a canvas, until the next is drawn. */
  draw(frame: number): Promise<OffscreenCanvas>;
  pixels(frame: number): Promise<FramePixels>;
  /** The next frame is rendered whatever the one before was. */
  forget(): void;
  /**
   * Fills `target` with a frame that is loaded.
   * @returns false where the frame equals the one rendered before; `target` may then hold anything
   */
  render(frame: number, target: Uint8Array): boolean;
  /** Like `render`, but loads what the frame shows. */
  renderAsync(frame: number, target: Uint8Array): Promise<boolean>;
  /** What is seen of the bodies in the frame rendered last; null if that is not counted. */
  sights(): Sights | null;
};
