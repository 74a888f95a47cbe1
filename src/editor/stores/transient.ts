import { createStore, type StoreApi } from "zustand/vanilla";
import type { Actor, ActorType, Occluder, Point, SlimScenario, Size } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { SnapLine } from "../snapping";
import type { NewActor } from "./session";
import type { Target } from "../target";
import type { ViewId } from "../views";

/** What a drawing tool is working on that is not in the scenario yet. */
export type Draft =
  | {
      readonly kind: "path";
      readonly actor: NewActor;
      /** None before the first click. */
      readonly points: readonly Point[];
      readonly next: Point | null;
      readonly smooth: boolean;
      /** What is being drawn, and how to finish it, in a few words beside the pointer. */
      readonly hint?: string;
    }
  | { readonly kind: "actor"; readonly actorType: ActorType; readonly at: Point; readonly size: Size }
  | { readonly kind: "occluder"; readonly box: Box }
  | { readonly kind: "body"; readonly body: Actor | Occluder };

/** Words beside a point of the ground: what a drag measures there, and what it has snapped to. */
export type Note = { readonly at: Point; readonly text: string; readonly snapped: string | null };

/** What the pointer would do; the stage shows the matching cursor. */
export type Cursor =
  | "default"
  | "not-allowed"
  | "move"
  | "pointer"
  | "crosshair"
  | "copy"
  | "grab"
  | "grabbing"
  | "ew-resize"
  | "ns-resize"
  | "nwse-resize"
  | "nesw-resize";

/** What changes many times a second. Subscribed to, never rendered from: it must not re-render React each frame. */
export type TransientState = {
  /** The playhead, in whole frames of the video. */
  readonly frame: number;
  readonly playing: boolean;
  /** The scenario as a gesture in progress would leave it. */
  readonly preview: SlimScenario | null;
  readonly hover: Target | null;
  readonly marquee: Box | null;
  readonly snapLines: readonly SnapLine[];
  readonly draft: Draft | null;
  readonly cursor: Cursor;
  readonly note: Note | null;
  /** The view that the pointer or the keyboard was in last. */
  readonly activeView: ViewId;
  /** The size of the picture's part of the stage in CSS pixels, and of the plan's. */
  readonly viewport: Size;
  readonly planViewport: Size;
  /** The part of the plan that is fitted in, on its sheet; null for the whole road. */
  readonly planBox: Box | null;
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
    note: null,
    activeView: "picture",
    viewport: { width: 0, height: 0 },
    planViewport: { width: 0, height: 0 },
    planBox: null,
  }));
