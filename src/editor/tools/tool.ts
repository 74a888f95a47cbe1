import type { Point, SlimScenario } from "@/core/document";
import type { Editor } from "../editor";
import { targetAt, type HitScene } from "../hit";
import type { StageHit, Target } from "../target";
import { currentView, groundView } from "../view";
import type { GroundView } from "../views";
import { rulesOf, type EditingRules, type Measured, type Snapper } from "../worlds";

/** What the pointer did: position in pixels of the video, and the modifier keys held. */
export type PointerInput = {
  readonly x: number;
  readonly y: number;
  readonly shift?: boolean;
  readonly alt?: boolean;
  /** Control, or Command on a Mac. */
  readonly mod?: boolean;
  /** 0 main, 1 middle, 2 context. */
  readonly button?: number;
  /** What the stage shows there over the picture, evaluated on demand. Absent if there is nothing over it. */
  readonly hit?: () => StageHit | null;
};

/** A way to work on the stage. Controlled by pointer and keys, it changes the scenario only through the editor. */
export type Tool = {
  pointerDown: (input: PointerInput) => void;
  pointerMove: (input: PointerInput) => void;
  pointerUp: (input: PointerInput) => void;
  doubleClick: (input: PointerInput) => void;
  /** Returns true if the tool used the key. Undo and redo come first, as keys with these names. */
  key: (key: string) => boolean;
  /** Discards what is in progress, without trace. */
  cancel: () => void;
  /** Another tool is chosen: finishes what is complete as it is. If omitted, it is the same as `cancel`. */
  leave?: () => void;
  /** Takes back only the press in progress. If omitted, it is the same as `cancel`. */
  interrupt?: () => void;
};

/** One press of the pointer from down to up. */
export type Drag = {
  move: (input: PointerInput) => void;
  up: (input: PointerInput) => void;
  cancel: () => void;
};

/** A press turns into a drag after this many CSS pixels: hands are not perfectly steady. */
export const DRAG_THRESHOLD = 3;
/** Snapping reaches this far, in CSS pixels. */
export const SNAP_REACH = 6;

export const pixelOf = (editor: Editor): number => 1 / currentView(editor).scale;

/** The current scene for hit tests. */
export const hitScene = (editor: Editor, scenario: SlimScenario = editor.live()): HitScene => {
  const { selection } = editor.session.getState();
  const { frame } = editor.transient.getState();
  return { scenario, selection, frame, pixel: pixelOf(editor), ground: groundView(editor, undefined, scenario) };
};

/** What the pointer is over. */
export const targetOf = (editor: Editor, input: PointerInput): Target | null => targetAt(input, input.hit?.() ?? null, hitScene(editor));

export const rules = (editor: Editor): EditingRules => rulesOf(editor.document.getState().scenario);

/** What the things that are not being moved offer to snap to. Holding Control suspends snapping. */
export const snapperFor = (editor: Editor, moving: readonly string[]): Snapper => {
  const { scenario } = editor.document.getState();
  return rules(editor).snapper(scenario, editor.transient.getState().frame, editor.session.getState(), new Set(moving));
};

/**
 * How the active view shows the ground, without the changes of a drag: who drags the actor that carries the camera would else drag the
 * ground away from under the pointer.
 */
export const groundOf = (editor: Editor): GroundView => groundView(editor, undefined, editor.document.getState().scenario);

/** Units of the ground to a CSS pixel, at a point. */
export const unitOf = (editor: Editor, point: Point): number => pixelOf(editor) * groundOf(editor).unitAt(point);

/** The point of the ground under the pointer, as it is stored; null where there is no ground. */
export function groundAt(editor: Editor, place: Point): Point | null {
  const point = groundOf(editor).unproject(place);
  return point && rules(editor).settled(point, unitOf(editor, point));
}

/** Refuses gently: where there is no ground, nothing can be put. What is under way stays as it was. */
export function refuse(editor: Editor): void {
  editor.transient.setState({ cursor: "not-allowed", snapLines: [], note: null });
}

/** Shows beside a point what is measured there and what it has snapped to. */
export function showNote(editor: Editor, at: Point, what: Measured, snapped: string | null): void {
  const text = rules(editor).measure(editor.live(), what, at);
  const { note } = editor.transient.getState();
  if (text === null && snapped === null && note === null) return;
  editor.transient.setState({ note: text === null && snapped === null ? null : { at, text: text ?? "", snapped } });
}

/** With Shift, a drag keeps to its dominant axis. */
export const alongAxis = (dx: number, dy: number, held: boolean | undefined): Point => {
  if (!held) return { x: dx, y: dy };
  return Math.abs(dx) >= Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy };
};
