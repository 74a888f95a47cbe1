import { jointsOf } from "../bodies";
import { ACTOR_TYPES, type ActorType } from "../document/constants";
import { annotatedActors, type Actor, type Scenario } from "../document/schema";
import { roadUserKind, roadUserOf } from "../world";
import type { GroundTruthRecord } from "./records";

/**
 * The types of which an annotated actor has keypoints. In the picture world, people have them as they are drawn in style illustrated:
 * schematic rectangles and custom images have no joints. On the road, all bodies with a person have them, in either style.
 */
export function typesWithKeypoints(scenario: Scenario): ActorType[] {
  const people = annotatedActors(scenario).filter((actor) =>
    scenario.road ? hasPersonOnRoad(actor) : hasPersonInPicture(actor, scenario),
  );
  return ACTOR_TYPES.filter((type) => people.some((actor) => actor.type === type));
}

function hasPersonInPicture({ type, appearance }: Actor, { style }: Scenario): boolean {
  return style === "illustrated" && type !== "vehicle" && appearance.spriteAsset === undefined;
}

function hasPersonOnRoad({ type, appearance }: Actor): boolean {
  const kind = roadUserKind(type, appearance.model);
  return jointsOf(kind, roadUserOf(kind).dimensions, { phase: null, color: null, detail: 1 }) !== null;
}

/** Records as they are without keypoints. */
export const withoutKeypoints = (records: readonly GroundTruthRecord[]): GroundTruthRecord[] =>
  records.map((record) => {
    const bare = { ...record };
    delete bare.keypoints;
    return bare;
  });

/** The lines between keypoints, by their numbers from 1, as in COCO's own annotations. */
export const KEYPOINT_SKELETON: readonly (readonly [number, number])[] = [
  [16, 14],
  [14, 12],
  [17, 15],
  [15, 13],
  [12, 13],
  [6, 12],
  [7, 13],
  [6, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [9, 11],
  [2, 3],
  [1, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
  [5, 7],
];
