import type { Point, Scenario } from "@/core/document";
import { moveActors } from "../commands/actors";
import { command, sequence, type Command } from "../commands/command";
import { copyBodies, withBodies } from "../commands/groups";
import { turnBody } from "../commands/heading";
import { moveOccluders } from "../commands/occluders";
import { addRegions, moveRegions } from "../commands/regions";
import { insertWaypoint, moveHandle, moveWaypoints, type WaypointRef } from "../commands/waypoints";
import type { Editor } from "../editor";
import { boxOfRegion, isPresent } from "../geometry";
import { dragGuide } from "../guides";
import { selectedActors, selectedOccluders, selectedRegions, selectionOf, type Selection } from "../selection";
import type { Snapped } from "../snapping";
import type { Cursor } from "../stores/transient";
import type { ItemRef, Target } from "../target";
import { PICTURE_RULES, type Held, type Measured } from "../worlds";
import { SNAP_REACH, alongAxis, refuse, rules, showNote, snapperFor, unitOf, type Drag, type PointerInput, groundOf } from "./tool";

/** Moves all chosen bodies and regions with the one under the pointer; with Alt, copies of them. */
export function moveItems(editor: Editor, start: PointerInput, grabbed: ItemRef): Drag {
  const { scenario } = editor.document.getState();
  const { selection } = editor.session.getState();
  const actors = selectedActors(scenario, selection);
  const occluders = selectedOccluders(scenario, selection);
  const onPicture = rules(editor).isPicture;
  // Regions lie in the picture: where bodies stand on other ground, each kind is moved without the other.
  const [movesBodies, movesRegions] = [onPicture || grabbed.kind !== "region", onPicture || grabbed.kind === "region"];
  const copies: Command[] = [];
  let ids = selection;
  if (start.alt) {
    const made = copyBodies(scenario, movesBodies ? { actors, occluders } : { actors: [], occluders: [] });
    copies.push(command("Duplicate", (before) => withBodies(before, made)));
    const regions = movesRegions ? selectedRegions(scenario, selection).map(([, region]) => region) : [];
    copies.push(addRegions(regions));
    const count = scenario.ignoreRegions?.length ?? 0;
    ids = selectionOf({
      actors: made.actors.map(({ id }) => id),
      occluders: made.occluders.map(({ id }) => id),
      regions: regions.map((_, index) => count + index),
    });
  }
  const gesture = editor.gesture(start.alt ? "Duplicate" : "Move");
  const snapper = snapperFor(editor, start.alt ? [] : [...selection.actors, ...selection.occluders]);
  const held = heldBy(editor, scenario, grabbed) ?? { at: start, box: null };
  const { cursor } = editor.transient.getState();
  const grip: Grip = { held, start, cursor, what: { from: held.at, actor: null } };
  return {
    move: (input) => {
      const shift = movesBodies
        ? snappedShift(editor, grip, input, (free, reach) => snapper.held(held, free, reach))
        : pictureShift(start, input);
      if (!shift) return;
      const { x, y } = shift;
      const moves = [
        ...turnsInto(ids, shift),
        ...(movesBodies ? [moveActors(ids.actors, x, y), moveOccluders(ids.occluders, x, y)] : []),
        ...(movesRegions ? [moveRegions(ids.regions, x, y)] : []),
      ];
      gesture.update(sequence("Move", [...copies, ...moves]));
    },
    up: () => {
      gesture.commit();
      if (start.alt) editor.session.setState({ selection: ids });
    },
    cancel: gesture.cancel,
  };
}

/** What is parked in a bay stands as the bay does. */
const turnsInto = ({ actors, occluders }: Pick<Selection, "actors" | "occluders">, { heading }: Shift): Command[] => {
  const [only] = occluders;
  return heading !== undefined && only !== undefined && actors.length + occluders.length === 1
    ? [turnBody({ kind: "occluder", id: only }, heading)]
    : [];
};

/** Where on the ground what is grabbed stands, and its box in the picture; null for an actor that is not there. */
function heldBy(editor: Editor, scenario: Scenario, grabbed: ItemRef): Held | null {
  if (grabbed.kind === "region") {
    const region = scenario.ignoreRegions?.[grabbed.index];
    return region ? { at: region, box: boxOfRegion(region) } : null;
  }
  const { kind, id } = grabbed;
  const ground = groundOf(editor);
  if (kind === "occluder") {
    const occluder = scenario.occluders.find((other) => other.id === id);
    return occluder ? { at: occluder, box: ground.occluderOutline(occluder)?.box ?? null, aside: occluder.size.width / 2 } : null;
  }
  const { frame } = editor.transient.getState();
  const actor = scenario.actors.find((other) => other.id === id);
  if (!actor || !isPresent(actor, frame)) return null;
  return {
    at: ground.world.poseAt(actor, frame),
    box: ground.actorOutline(scenario, actor, frame)?.box ?? null,
    aside: actor.type === "vehicle" ? actor.size.width / 2 : 0,
  };
}

/** How far something goes, and the heading that it snaps to. */
type Shift = Point & { readonly heading?: number };

/** A drag over the picture itself, in whole pixels. */
const pictureShift = (start: PointerInput, input: PointerInput): Shift =>
  PICTURE_RULES.settled(alongAxis(input.x - start.x, input.y - start.y, input.shift), 1);

/** A drag of something held, from where the pointer went down; the cursor that it has where it is not refused. */
type Grip = { readonly held: Held; readonly start: PointerInput; readonly cursor: Cursor; readonly what: Measured };

/**
 * The drag so far on the ground, as it is stored: on its axis with Shift, snapped unless Control is held. Shows what it snaps to, and what
 * is measured there. Null, refused, where there is no ground.
 */
function snappedShift(
  editor: Editor,
  { held, start, cursor, what }: Grip,
  input: PointerInput,
  snap: (shift: Point, reach: number) => Snapped,
): Shift | null {
  const drawn = groundOf(editor).shift(held.at, start, input);
  if (!drawn) {
    refuse(editor);
    return null;
  }
  const unit = unitOf(editor, { x: held.at.x + drawn.x, y: held.at.y + drawn.y });
  const free = rules(editor).settled(alongAxis(drawn.x, drawn.y, input.shift), unit);
  const snapped = input.mod ? null : snap(free, SNAP_REACH * unit);
  const dx = input.shift && free.x === 0 ? 0 : (snapped?.dx ?? 0);
  const dy = input.shift && free.y === 0 ? 0 : (snapped?.dy ?? 0);
  const lines = (snapped?.lines ?? []).filter(({ axis }) => !input.shift || (axis === "x" ? free.x : free.y) !== 0);
  editor.transient.setState({ snapLines: lines, cursor });
  const shift: Shift = {
    x: free.x + dx,
    y: free.y + dy,
    ...(snapped?.target?.heading === undefined ? {} : { heading: snapped.target.heading }),
  };
  showNote(editor, { x: held.at.x + shift.x, y: held.at.y + shift.y }, what, snapped?.target?.name ?? null);
  return shift;
}

/** Moves the selected waypoints with the one under the pointer. */
export function moveSelectedWaypoints(editor: Editor, start: PointerInput, grabbed: WaypointRef): Drag {
  const { waypoints } = editor.session.getState().selection;
  return moveRefs(editor, start, grabbed, waypoints, null);
}

/** Adds a waypoint where the pointer grabbed the path, and moves it. */
export function pullSegment(editor: Editor, start: PointerInput, target: Extract<Target, { kind: "segment" }>): Drag {
  const ref = { actorId: target.actorId, index: target.segmentIndex + 1 };
  const insert = insertWaypoint(target.actorId, target.segmentIndex, target.share);
  const drag = moveRefs(editor, start, ref, [ref], insert);
  return {
    ...drag,
    up: (input) => {
      drag.up(input);
      editor.session.setState({ selection: selectionOf({ actors: [target.actorId], waypoints: [ref] }) });
    },
  };
}

function moveRefs(editor: Editor, start: PointerInput, grabbed: WaypointRef, refs: readonly WaypointRef[], first: Command | null): Drag {
  const { scenario } = editor.document.getState();
  const gesture = editor.gesture(first ? "Add waypoint" : refs.length > 1 ? "Move waypoints" : "Move waypoint");
  const snapper = snapperFor(editor, [...new Set(refs.map(({ actorId }) => actorId))]);
  const actor = (first ? first.apply(scenario) : scenario).actors.find(({ id }) => id === grabbed.actorId);
  const origin = actor?.trajectory.waypoints[grabbed.index] ?? start;
  // The point itself is stored as points are, wherever it was before.
  const settled = rules(editor).settled(origin, unitOf(editor, origin));
  const uneven = { x: settled.x - origin.x, y: settled.y - origin.y };
  const before = actor?.trajectory.waypoints[grabbed.index - 1] ?? null;
  const { cursor } = editor.transient.getState();
  return {
    move: (input) => {
      const grip: Grip = { held: { at: origin, box: null }, start, cursor, what: { from: before, actor: null } };
      const shift = snappedShift(editor, grip, input, ({ x, y }, reach) => snapper.point({ x: settled.x + x, y: settled.y + y }, reach));
      if (!shift) return;
      const move = moveWaypoints(refs, shift.x + uneven.x, shift.y + uneven.y);
      gesture.update(first ? sequence("Add waypoint", [first, move]) : move);
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

/** Drags a Bézier handle; Alt leaves the opposite one alone. */
export function bendHandle(editor: Editor, { actorId, index, side }: Extract<Target, { kind: "bezier" }>): Drag {
  const gesture = editor.gesture("Bend path");
  const { cursor } = editor.transient.getState();
  const waypoint = editor.document.getState().scenario.actors.find(({ id }) => id === actorId)?.trajectory.waypoints[index];
  return {
    move: (input) => {
      if (!waypoint) return;
      const point = groundOf(editor).unproject(input);
      if (!point) return refuse(editor);
      editor.transient.setState({ cursor });
      const offset = alongAxis(point.x - waypoint.x, point.y - waypoint.y, input.shift);
      gesture.update(moveHandle({ actorId, index }, side, rules(editor).settled(offset, unitOf(editor, point)), input.alt));
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

/** Moves a guide; dropped outside the picture, it is removed. */
export function moveGuide(editor: Editor, { axis, at }: Extract<Target, { kind: "guide" }>): Drag {
  const drag = dragGuide(editor, axis, at);
  return { move: (input) => drag.move(input[axis]), up: (input) => drag.up(input[axis]), cancel: drag.cancel };
}
