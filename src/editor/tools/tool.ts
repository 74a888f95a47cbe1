import type { Point, Scenario } from "@/core/document";
import type { Editor } from "../editor";
import { targetAt, type HitScene } from "../hit";
import { snapField, type SnapField } from "../snapping";
import type { StageHit, Target } from "../target";
import { currentView } from "../view";

/** What the pointer did: place in pixels of the video, and the modifier keys held. */
export type PointerInput = {
  readonly x: number;
  readonly y: number;
  readonly shift?: boolean;
  readonly alt?: boolean;
  /** Control, or Command on a Mac. */
  readonly mod?: boolean;
  /** 0 main, 1 middle, 2 context. */
  readonly button?: number;
  /** What the stage shows there over the picture, at the moment it is asked. Left out where nothing lies over it. */
  readonly hit?: () => StageHit | null;
};

/** A way to work on the stage. Driven by pointer and keys, it changes the scenario through the editor only. */
export type Tool = {
  pointerDown: (input: PointerInput) => void;
  pointerMove: (input: PointerInput) => void;
  pointerUp: (input: PointerInput) => void;
  doubleClick: (input: PointerInput) => void;
  /** Gives true where the key meant something to the tool. Undo and redo come as keys of these names first. */
  key: (key: string) => boolean;
  /** Gives up what is under way, without trace. */
  cancel: () => void;
  /** Another tool is taken: finishes what can stand as it is. Left out, it is the same as `cancel`. */
  leave?: () => void;
  /** Takes back the press under way alone. Left out, it is the same as `cancel`. */
  interrupt?: () => void;
};

/** One press of the pointer from down to up. */
export type Drag = {
  move: (input: PointerInput) => void;
  up: (input: PointerInput) => void;
  cancel: () => void;
};

/** A press turns into a drag after this many CSS pixels: hands are not that steady. */
export const DRAG_THRESHOLD = 3;
/** Snapping reaches this far, in CSS pixels. */
export const SNAP_REACH = 6;

export const pixelOf = (editor: Editor): number => 1 / currentView(editor).scale;

/** The scene as hits see it now. */
export const hitScene = (editor: Editor, scenario: Scenario = editor.live()): HitScene => {
  const { selection } = editor.session.getState();
  return { scenario, selection, frame: editor.transient.getState().frame, pixel: pixelOf(editor) };
};

/** What the pointer is over. */
export const targetOf = (editor: Editor, input: PointerInput): Target | null => targetAt(input, input.hit?.() ?? null, hitScene(editor));

/** What the things that are not being moved offer to snap to. Holding Control suspends snapping. */
export const fieldFor = (editor: Editor, moving: readonly string[]): SnapField =>
  snapField(editor.document.getState().scenario, editor.transient.getState().frame, editor.session.getState(), new Set(moving));

export const wholePixel = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** With Shift a drag keeps to the axis it goes along most. */
export const alongAxis = (dx: number, dy: number, held: boolean | undefined): Point => {
  if (!held) return { x: dx, y: dy };
  return Math.abs(dx) >= Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy };
};
