import type { Joint } from "../../bodies";
import type { FigureJoint, FigurePart } from "./figure";
import { contains } from "./shapes";

type Side = "left" | "right";
type Paired = "eye" | "ear" | "shoulder" | "elbow" | "wrist" | "hip" | "knee" | "ankle";
export type PairedJoint = readonly [kind: Paired, x: number, y: number, hidden?: boolean];

/** The joints of one side of a person: the person's own left or right. */
export const jointsOfSide = (side: Side, ...joints: readonly PairedJoint[]): FigureJoint[] =>
  joints.map(([kind, x, y, hidden = false]) => figureJoint(`${side}_${kind}`, x, y, hidden));

/** @param hidden whether the person's own body is in front of it */
export const figureJoint = (name: Joint, x: number, y: number, hidden = false): FigureJoint => ({
  name,
  x,
  y,
  ...(hidden && { hidden: true }),
});

/** The person's own side that a camera sees on one side of the picture (-1: the left). */
export const sideSeen = (side: -1 | 1, facing: "front" | "back"): Side => (side < 0 === (facing === "front") ? "right" : "left");

/** The side of someone who walks to the right: the near one is the right. */
export const sideOf = (near: number): Side => (near > 0 ? "right" : "left");

/**
 * Parts with joints on the last of them: what is drawn after that part can hide them, the parts themselves cannot. A joint that is also
 * on a later part of the figure is taken from there: a shoulder from the trunk, if that is drawn after the arm.
 */
export function withJoints(parts: readonly FigurePart[], joints: readonly FigureJoint[]): FigurePart[] {
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, joints: [...(part.joints ?? []), ...joints] } : part));
}

/** The joints of a figure, from all of its parts, each hidden if a later part covers it. */
export function jointsOfParts(parts: readonly FigurePart[], mirrored: boolean): FigureJoint[] {
  const found = new Map<Joint, FigureJoint>();
  parts.forEach(({ joints = [] }, index) => {
    for (const { name, x, y, hidden = false } of joints) {
      const isCovered = parts.slice(index + 1).some(({ polygon }) => contains(polygon, x, y));
      const own = mirrored ? mirroredName(name) : name;
      found.set(own, figureJoint(own, x, y, hidden || isCovered));
    }
  });
  return [...found.values()];
}

/** In a mirrored picture, left and right change places. */
function mirroredName(name: Joint): Joint {
  if (name === "nose") return name;
  const [side, kind] = name.split("_");
  return `${side === "left" ? "right" : "left"}_${pairedKind(kind)}`;
}

function pairedKind(kind: string | undefined): Paired {
  switch (kind) {
    case "eye":
    case "ear":
    case "shoulder":
    case "elbow":
    case "wrist":
    case "hip":
    case "knee":
    case "ankle":
      return kind;
    default:
      throw new Error(`no joint is called ${kind ?? ""}`);
  }
}
