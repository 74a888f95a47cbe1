import { expect, it } from "vitest";
import { ROAD_USERS, ROAD_USER_KINDS, type RoadUserKind } from "../world";
import { JOINTS, bodyOf, jointsOf, type Joint, type Point } from ".";

const WITHOUT_PERSON: readonly RoadUserKind[] = ["dog", "car", "van", "truck", "bus"];

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** @returns metres to the nearest corner of the mesh */
function toMesh({ positions }: { positions: Float32Array }, joint: Point): number {
  let least = Infinity;
  for (let at = 0; at < positions.length; at += 3)
    least = Math.min(least, distance(joint, [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0]));
  return least;
}

it.each(ROAD_USER_KINDS)("the joints of a %s are those that its mesh is built around, in every phase", (kind) => {
  const { dimensions } = ROAD_USERS[kind];
  for (const phase of [null, 0, 0.2, 0.45, 0.7]) {
    const look = { phase, color: null, detail: 1 };
    const joints = jointsOf(kind, dimensions, look);
    if (WITHOUT_PERSON.includes(kind)) {
      expect(joints).toBeNull();
      continue;
    }
    expect(joints).toHaveLength(JOINTS.length);
    const at = (name: Joint): Point => joints?.[JOINTS.indexOf(name)] ?? [0, 0, 0];
    const mesh = bodyOf(kind, dimensions, look);
    // No part of a person is thicker than a trunk.
    for (const name of JOINTS) expect(toMesh(mesh, at(name)), `${name} at ${phase}`).toBeLessThan(0.16);
    for (const part of ["eye", "ear", "shoulder", "hip"] as const) expect(at(`left_${part}`)[1]).toBeGreaterThan(at(`right_${part}`)[1]);
    expect(at("nose")[0]).toBeGreaterThan(at("left_ear")[0]);
    for (const side of ["left", "right"] as const) {
      expect(at(`${side}_shoulder`)[2]).toBeGreaterThan(at(`${side}_hip`)[2]);
      expect(at(`${side}_knee`)[2]).toBeGreaterThan(at(`${side}_ankle`)[2]);
      expect(at(`${side}_eye`)[2]).toBeGreaterThan(at(`${side}_shoulder`)[2]);
    }
  }
});
