import type { Actor, Point, Scenario, Size } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { scenePose } from "@/core/scene";
import { moveActors, resizeActors } from "../commands/actors";
import { command, sequence, type Command } from "../commands/command";
import { copyBodies, withBodies, withGroups } from "../commands/groups";
import { moveOccluders, placeOccluder } from "../commands/occluders";
import { addRegions, changeRegions, moveRegions } from "../commands/regions";
import { insertWaypoint, moveHandle, moveWaypoints, type WaypointRef } from "../commands/waypoints";
import type { Editor } from "../editor";
import { boxBetween, boxOfRegion, isPresent, meets, regionsAt, unionBox } from "../geometry";
import { dragGuide } from "../guides";
import { selectedActors, selectedOccluders, selectedRegions, selectionOf, type Selection } from "../selection";
import type { Snapped } from "../snapping";
import type { ItemRef, ResizeEdge, Target } from "../target";
import { groundView } from "../view";
import type { Cursor } from "../stores/transient";
import { meetsBox, type BodyOutline, type GroundView } from "../views";
import { PICTURE_RULES, type Held, type Measured } from "../worlds";
import { SNAP_REACH, alongAxis, refuse, rules, showNote, snapperFor, unitOf, type Drag, type PointerInput } from "./tool";

/** Moves all chosen bodies and regions with the one under the pointer; with Alt, copies of them. */
export function moveItems(editor: Editor, start: PointerInput, grabbed: ItemRef): Drag {
  const { scenario } = editor.document.getState();
  const { selection } = editor.session.getState();
  const actors = selectedActors(scenario, selection);
  const occluders = selectedOccluders(scenario, selection);
  const copies: Command[] = [];
  let ids = selection;
  if (start.alt) {
    const made = copyBodies(scenario, { actors, occluders });
    copies.push(command("Duplicate", (before) => withBodies(before, made)));
    const regions = selectedRegions(scenario, selection).map(([, region]) => region);
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
  const grip: Grip = { held, start, cursor, what: { from: held.at, type: null } };
  const onPicture = rules(editor).isPicture;
  // Regions lie in the picture: where bodies stand on other ground, each kind is moved without the other.
  const [movesBodies, movesRegions] = [onPicture || grabbed.kind !== "region", onPicture || grabbed.kind === "region"];
  return {
    move: (input) => {
      const shift = movesBodies
        ? snappedShift(editor, grip, input, (free, reach) => snapper.held(held, free, reach))
        : PICTURE_RULES.settled(alongAxis(input.x - start.x, input.y - start.y, input.shift), 1);
      if (!shift) return;
      const { x, y } = shift;
      const moves = [
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

/** Where on the ground what is grabbed stands, and its box in the picture; null for an actor that is not there. */
function heldBy(editor: Editor, scenario: Scenario, grabbed: ItemRef): Held | null {
  if (grabbed.kind === "region") {
    const region = scenario.ignoreRegions?.[grabbed.index];
    return region ? { at: region, box: boxOfRegion(region) } : null;
  }
  const { kind, id } = grabbed;
  const ground = groundView(editor);
  if (kind === "occluder") {
    const occluder = scenario.occluders.find((other) => other.id === id);
    return occluder ? { at: occluder, box: ground.occluderOutline(occluder)?.box ?? null } : null;
  }
  const { frame } = editor.transient.getState();
  const actor = scenario.actors.find((other) => other.id === id);
  if (!actor || !isPresent(actor, frame)) return null;
  return { at: ground.world.poseAt(actor, frame), box: ground.actorOutline(scenario, actor, frame)?.box ?? null };
}

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
): Point | null {
  const drawn = groundView(editor).shift(held.at, start, input);
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
  const shift = { x: free.x + dx, y: free.y + dy };
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
      const grip: Grip = { held: { at: origin, box: null }, start, cursor, what: { from: before, type: null } };
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
      const point = groundView(editor).unproject(input);
      if (!point) return refuse(editor);
      editor.transient.setState({ cursor });
      const offset = alongAxis(point.x - waypoint.x, point.y - waypoint.y, input.shift);
      gesture.update(moveHandle({ actorId, index }, side, rules(editor).settled(offset, unitOf(editor, point)), input.alt));
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

/** Resizes a body or a region. Corners keep a body's proportions, unless Shift is held; an actor's feet stay where they are. */
export function resizeItem(editor: Editor, start: PointerInput, item: ItemRef, edge: ResizeEdge): Drag {
  const gesture = editor.gesture("Resize");
  const { scenario } = editor.document.getState();
  const change =
    item.kind === "region"
      ? regionResize(scenario, item.index, edge)
      : item.kind === "actor"
        ? actorResize(editor, scenario, item.id, edge)
        : occluderResize(scenario, item.id, edge);
  return {
    move: (input) => {
      const command = change?.(input.x - start.x, input.y - start.y, input.shift === true);
      if (command) gesture.update(command);
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

type Resize = (dx: number, dy: number, free: boolean) => Command;

const horizontally = (edge: ResizeEdge) => (edge.endsWith("left") ? -1 : edge.endsWith("right") ? 1 : 0);
const vertically = (edge: ResizeEdge) => (edge.startsWith("top") ? -1 : edge.startsWith("bottom") ? 1 : 0);

/**
 * The size after a drag in whole pixels, with proportions kept at corners; a side that is not dragged keeps its length to the
 * hundredth. `reach`: how much a side grows for a pixel of drag.
 */
function dragged(size: Size, edge: ResizeEdge, dx: number, dy: number, free: boolean, reach: number): Size {
  const width = Math.max(2, size.width + horizontally(edge) * dx * reach);
  const height = Math.max(2, size.height + vertically(edge) * dy);
  if (horizontally(edge) === 0) return { width: size.width, height: Math.round(height) };
  if (vertically(edge) === 0) return { width: Math.round(width), height: size.height };
  if (free) return { width: Math.round(width), height: Math.round(height) };
  const factor = Math.max(width / size.width, height / size.height);
  return { width: Math.round(size.width * factor), height: Math.round(size.height * factor) };
}

function actorResize(editor: Editor, scenario: Scenario, id: string, edge: ResizeEdge): Resize | null {
  const actor = scenario.actors.find((other) => other.id === id);
  if (!actor) return null;
  const pose = scenePose(scenario, actor, editor.transient.getState().frame);
  // The factors that waypoints and scene apply to the size here.
  const across = pose.width / actor.size.width;
  const upwards = pose.height / actor.size.height;
  return (dx, dy, free) =>
    resizeActors([id], ({ width, height }) => {
      const next = dragged({ width: width * across, height: height * upwards }, edge, dx, dy, free, 2);
      return {
        width: horizontally(edge) === 0 ? width : Math.round(next.width / across),
        height: vertically(edge) === 0 ? height : Math.round(next.height / upwards),
      };
    });
}

function occluderResize(scenario: Scenario, id: string, edge: ResizeEdge): Resize | null {
  const occluder = scenario.occluders.find((other) => other.id === id);
  if (!occluder) return null;
  return (dx, dy, free) => {
    const size = dragged(occluder.size, edge, dx, dy, free, 1);
    const x = occluder.x + (horizontally(edge) * (size.width - occluder.size.width)) / 2;
    const y = occluder.y + (vertically(edge) > 0 ? size.height - occluder.size.height : 0);
    return placeOccluder(id, { x, y, size });
  };
}

/** A region's sides move freely: it has no proportions to keep. */
function regionResize(scenario: Scenario, index: number, edge: ResizeEdge): Resize | null {
  const region = scenario.ignoreRegions?.[index];
  if (!region) return null;
  return (dx, dy) => {
    const { width, height } = dragged(region, edge, dx, dy, true, 1);
    const x = region.x + (horizontally(edge) < 0 ? region.width - width : 0);
    const y = region.y + (vertically(edge) < 0 ? region.height - height : 0);
    return changeRegions([index], { x, y, width, height });
  };
}

/** Moves a guide; dropped outside the picture, it is removed. */
export function moveGuide(editor: Editor, { axis, at }: Extract<Target, { kind: "guide" }>): Drag {
  const drag = dragGuide(editor, axis, at);
  return { move: (input) => drag.move(input[axis]), up: (input) => drag.up(input[axis]), cancel: drag.cancel };
}

/** A box that selects what it touches; with Shift, in addition to the selection. */
export function spanMarquee(editor: Editor, start: PointerInput): Drag {
  const before = editor.session.getState().selection;
  return {
    move: (input) => {
      const marquee = boxBetween(start, input);
      editor.transient.setState({ marquee });
      editor.session.setState({ selection: chosenBy(editor, marquee, before, start.shift === true) });
    },
    up: () => editor.transient.setState({ marquee: null }),
    cancel: () => {
      editor.transient.setState({ marquee: null });
      editor.session.setState({ selection: before });
    },
  };
}

/** Waypoints of the chosen actors where the box holds some and no other body; else the bodies and regions to ignore it meets. */
function chosenBy(editor: Editor, marquee: Box, before: Selection, additive: boolean): Selection {
  const { scenario } = editor.document.getState();
  const { frame } = editor.transient.getState();
  const ground = groundView(editor);
  const isMet = (outline: BodyOutline | null) => outline !== null && meetsBox(outline, marquee);
  const actors = scenario.actors.filter(
    (actor) => !actor.locked && isPresent(actor, frame) && isMet(ground.actorOutline(scenario, actor, frame)),
  );
  const occluders = scenario.occluders.filter(
    (occluder) => !occluder.locked && !occluder.hidden && isMet(ground.occluderOutline(occluder)),
  );
  const waypoints = waypointsWithin(selectedActors(scenario, before), marquee, ground);
  if (waypoints.length > 0 && occluders.length === 0 && actors.every(({ id }) => before.actors.includes(id))) {
    const isNew = (ref: WaypointRef) => !waypoints.some(({ actorId, index }) => actorId === ref.actorId && index === ref.index);
    return { ...before, waypoints: [...(additive ? before.waypoints.filter(isNew) : []), ...waypoints] };
  }
  const regions = ground.isPicture ? regionsAt(scenario, frame).filter(([, region]) => meets(boxOfRegion(region), marquee)) : [];
  const joined = <Key>(old: readonly Key[], found: readonly Key[]) => [...new Set([...(additive ? old : []), ...found])];
  const idsOf = (bodies: readonly { readonly id: string }[]) => bodies.map(({ id }) => id);
  const found = { actors: joined(before.actors, idsOf(actors)), occluders: joined(before.occluders, idsOf(occluders)) };
  const places = regions.map(([index]) => index);
  return selectionOf({ ...withGroups(scenario, found), regions: joined(before.regions, places) });
}

const waypointsWithin = (actors: readonly Actor[], { x, y, width, height }: Box, { project }: GroundView): WaypointRef[] =>
  actors.flatMap(({ id, locked, hidden, trajectory }) =>
    trajectory.waypoints.flatMap((waypoint, index) => {
      const at = project(waypoint);
      const inside = at !== null && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
      return inside && !locked && !hidden ? [{ actorId: id, index }] : [];
    }),
  );

/** The box around everything selected at the current frame; for an actor that is not present, its path counts. */
export function selectionBox(editor: Editor): Box | undefined {
  const scenario = editor.live();
  const { selection } = editor.session.getState();
  const { frame } = editor.transient.getState();
  const ground = groundView(editor);
  const boxOf = (outline: BodyOutline | null) => (outline ? [outline.box] : []);
  const boxes = selectedActors(scenario, selection).flatMap((actor) => [
    ...(isPresent(actor, frame) ? boxOf(ground.actorOutline(scenario, actor, frame)) : []),
    ...actor.trajectory.waypoints.flatMap((waypoint) => {
      const at = ground.project(waypoint);
      return at ? [{ x: at.x, y: at.y, width: 0, height: 0 }] : [];
    }),
  ]);
  return unionBox([
    ...boxes,
    ...selectedOccluders(scenario, selection).flatMap((occluder) => boxOf(ground.occluderOutline(occluder))),
    ...(ground.isPicture ? selectedRegions(scenario, selection).map(([, region]) => boxOfRegion(region)) : []),
  ]);
}
