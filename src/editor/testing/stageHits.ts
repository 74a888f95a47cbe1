import type { Actor, Point } from "@/core/document";
import type { Editor } from "../editor";
import { boxOfRegion, contains, regionsAt } from "../geometry";
import { rulesOf } from "../worlds";
import {
  REACH,
  bezierHandles,
  hasWaypointHandles,
  middleOf,
  nearestWaypoint,
  reachableActors,
  resizeHandles,
  turnHandle,
  type HitScene,
} from "../hit";
import type { ResizeEdge, StageHit } from "../target";
import { hitScene } from "../tools/tool";

/** What the stage would report at a point (pixels of the video), computed without a page from where its nodes would be. */
export function stageHitAt(editor: Editor, point: Point): StageHit | null {
  const scene = hitScene(editor);
  const { guides, overlays } = editor.session.getState();
  const chosen = reachableActors(scene);
  const faint = overlays.paths ? scene.scenario.actors.filter(({ hidden, locked }) => !hidden && !locked) : [];
  const reach = REACH.guide * scene.pixel;
  const upright = guides.x.find((at) => Math.abs(at - point.x) <= reach);
  const level = guides.y.find((at) => Math.abs(at - point.y) <= reach);
  const onTop = bezierHit(chosen, point, scene) ?? waypointHit(chosen, point, scene);
  if (onTop) return onTop;
  const turning = turnHandle(scene);
  if (turning && near(point, turning.at, REACH.handle * scene.pixel)) return { kind: "turn", item: turning.item };
  const handles = resizeHandles(scene);
  if (handles && contains(middleOf(handles.box), point)) return handles.item.kind === "region" ? handles.item : null;
  return (
    resizeHit(handles, point, scene.pixel) ??
    pathHit(chosen, point, scene) ??
    pathHit(faint, point, scene) ??
    (level === undefined ? null : { kind: "guide", axis: "y", at: level }) ??
    (upright === undefined ? null : { kind: "guide", axis: "x", at: upright }) ??
    regionHit(point, scene)
  );
}

const near = (one: Point, other: Point, reach: number) => Math.abs(one.x - other.x) <= reach && Math.abs(one.y - other.y) <= reach;

function bezierHit(chosen: readonly Actor[], point: Point, scene: HitScene): StageHit | null {
  const handles = chosen.flatMap((actor) => bezierHandles(actor, scene));
  const hit = handles.find(({ at, apart }) => apart && near(point, at, REACH.handle * scene.pixel));
  return hit ? { kind: "bezier", ...hit.ref } : null;
}

function waypointHit(chosen: readonly Actor[], point: Point, scene: HitScene): StageHit | null {
  const rules = rulesOf(scene.scenario);
  const [best] = chosen
    .filter((actor) => hasWaypointHandles(rules, actor))
    .flatMap((actor) => nearestWaypoint(actor, point, scene) ?? [])
    .filter(({ distance }) => distance <= REACH.handle * scene.pixel)
    .sort((one, other) => one.rank - other.rank);
  return best ? { kind: "waypoint", ...best.ref } : null;
}

function resizeHit(found: ReturnType<typeof resizeHandles>, point: Point, pixel: number): StageHit | null {
  if (!found) return null;
  const { x, y, width, height } = found.box;
  const place = (edge: ResizeEdge): Point => ({
    x: edge.endsWith("left") ? x : edge.endsWith("right") ? x + width : x + width / 2,
    y: edge.startsWith("top") ? y : edge.startsWith("bottom") ? y + height : y + height / 2,
  });
  const edge = found.edges.find((candidate) => near(point, place(candidate), REACH.handle * pixel));
  return edge ? { kind: "resize", item: found.item, edge } : null;
}

function regionHit(point: Point, { scenario, frame, ground }: HitScene): StageHit | null {
  if (!ground.isPicture) return null;
  const hit = regionsAt(scenario, frame).findLast(([, region]) => contains(boxOfRegion(region), point));
  return hit ? { kind: "region", index: hit[0] } : null;
}

function pathHit(actors: readonly Actor[], point: Point, { pixel, ground }: HitScene): StageHit | null {
  const [best] = actors
    .flatMap((actor) => {
      const found = ground.nearestOnPath(actor, point, REACH.path * pixel);
      return found ? [{ actorId: actor.id, distance: found.distance }] : [];
    })
    .sort((one, other) => one.distance - other.distance);
  return best ? { kind: "path", actorId: best.actorId } : null;
}
