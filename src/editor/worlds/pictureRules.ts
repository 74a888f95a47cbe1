import { ACTOR_LABELS } from "@/core/document";
import { pixelsPerMetreAt } from "@/core/scene";
import { motionSpan, poseAt } from "@/core/timeline";
import { draftActor } from "../commands/actors";
import { draftOccluder } from "../commands/occluders";
import { actorBox, boxBetween, occluderBox } from "../geometry";
import { continuePath, draftMover } from "../motionDefaults";
import { NO_SNAP, inFrame, snapBox, snapField, snapPoint } from "../snapping";
import { PICTURE_ENCOUNTERS } from "./encounters";
import type { EditingRules } from "./rules";

/** Distance at which a waypoint is added by keyboard, in pixels. */
const FURTHER = 100;

/** The picture world, in whole pixels. */
export const PICTURE_RULES: EditingRules = {
  isPicture: true,
  resizable: true,
  steps: { near: 1, far: 10 },
  beside: { x: 20, y: 20 },
  isInside: ({ video }, point) => inFrame(point, video),
  settled: ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }),
  snapper: (scenario, frame, settings, moving) => {
    const field = snapField(scenario, frame, settings, moving);
    return {
      held: ({ box }, { x, y }, reach) => (box ? snapBox({ ...box, x: box.x + x, y: box.y + y }, field, reach) : NO_SNAP),
      point: (point, reach) => snapPoint(point, field, reach),
    };
  },
  standingDraft: (scenario, { type: actorType }, at) => {
    const draft = draftActor(scenario, actorType, [at]);
    const { width, height } = actorBox(scenario, draft, draft.startFrame);
    return { kind: "actor", actorType, at, size: { width, height } };
  },
  mover: (scenario, { type }, points, frame) => draftMover(scenario, type, points, frame),
  followed: () => null,
  continued: continuePath,
  further: (_scenario, actor) => {
    const last = actor.trajectory.waypoints.at(-1);
    const { heading } = poseAt(actor, motionSpan(actor).endFrame);
    return last ? { x: Math.round(last.x + FURTHER * Math.cos(heading)), y: Math.round(last.y + FURTHER * Math.sin(heading)) } : null;
  },
  occluder: (scenario, kind, from, to) => {
    if (!to) return draftOccluder(scenario, kind, from);
    const { x, y, width, height } = boxBetween(from, to);
    return draftOccluder(scenario, kind, { x: x + width / 2, y: y + height, size: { width, height } });
  },
  occluderDraft: (scenario, kind, from, to) => ({
    kind: "occluder",
    box: to ? boxBetween(from, to) : occluderBox(draftOccluder(scenario, kind, from)),
  }),
  groundBox: (scenario, body, frame) => ("trajectory" in body ? actorBox(scenario, body, frame) : occluderBox(body)),
  aligned: (alignment) => alignment,
  asideOf: () => 0,
  encounters: PICTURE_ENCOUNTERS,
  metresPerUnit: (scenario, { y }) => 1 / pixelsPerMetreAt(scenario, y),
  nameOf: ({ type }) => ACTOR_LABELS[type],
  placeText: ({ x, y }) => `${Math.round(x)}, ${Math.round(y)} px`,
  placeInWords: ({ x, y }) => `${Math.round(x)}, ${Math.round(y)} pixels`,
  directionsAt: () => [],
  placeOfNew: ({ video }) => ({ x: video.width / 2, y: video.height * 0.7 }),
  motionFaults: () => [],
  measure: () => null,
};
