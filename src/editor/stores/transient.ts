import { createStore, type StoreApi } from "zustand/vanilla";
import type { ActorType, Point, Scenario, Size } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { SnapLine } from "../snapping";
import type { Target } from "../target";

/** What a drawing tool is working on that is not in the scenario yet. */
export type Draft =
  | {
      readonly kind: "path";
      readonly actorType: ActorType;
      /** None before the first click. */
      readonly points: readonly Point[];
      readonly next: Point | null;
      readonly smooth: boolean;
      /** What is being drawn, and how to finish it, in a few words beside the pointer. */
      readonly hint?: string;
    }
  | { readonly kind: "actor"; readonly actorType: ActorType; readonly at: Point; readonly size: Size }
  | { readonly kind: "occluder"; readonly box: Box };

/** What the pointer would do; the stage shows the matching cursor. */
export type Cursor =
  "default" | "move" | "pointer" | "crosshair" | "copy" | "grab" | "grabbing" | "ew-resize" | "ns-resize" | "nwse-resize" | "nesw-resize";

/** What changes many times a second. Subscribed to, never rendered from: it must not re-render React each frame. */
export type TransientState = {
  /** The playhead, in whole frames of the video. */
  readonly frame: number;
  readonly playing: boolean;
  /** The scenario as a gesture in progress would leave it. */
  readonly preview: Scenario | null;
  readonly hover: Target | null;
  readonly marquee: Box | null;
  readonly snapLines: readonly SnapLine[];
  readonly draft: Draft | null;
  readonly cursor: Cursor;
  /** The stage's size in CSS pixels. */
  readonly viewport: Size;
};
export type TransientStore = StoreApi<TransientState>;

export const createTransientStore = (): TransientStore =>
  createStore<TransientState>(() => ({
    frame: 0,
    playing: false,
    preview: null,
    hover: null,
    marquee: null,
    snapLines: [],
    draft: null,
    cursor: "default",
    viewport: { width: 0, height: 0 },
  }));
