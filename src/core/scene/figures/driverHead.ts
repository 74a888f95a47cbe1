import type { DriverPose, HeadAngles } from "../../driver";
import { hullOf, type Vector2 } from "../../world";
import type { FigureJoint, FigurePart } from "./figure";
import { figureJoint, jointsOfSide, sideSeen, withJoints } from "./joints";
import { limb, part, type Polygon } from "./shapes";

/** x to the right of the picture (the driver's left), y down, z towards the camera, which faces the driver. */
type Point = readonly [x: number, y: number, z: number];

/** The head's half axes; below its middle it narrows to the chin. */
const HEAD = { width: 19, top: 24, chin: 28, front: 21, back: 25 };
/** Where it turns, from its middle: the top of the neck. */
const PIVOT: Point = [0, 24, -7];
/** How far the camera is, for a little perspective. */
const CAMERA_DISTANCE = 320;
const HAIR = { above: 3, lineY: -13, temple: 62 };

const radians = (degrees: number) => (degrees / 180) * Math.PI;

/** Half the head's width and depths at a height. */
function sectionAt(y: number, chin: number) {
  const share = y < 0 ? Math.sqrt(Math.max(0, 1 - (y / HEAD.top) ** 2)) : Math.max(0, 1 - (y / chin) ** 2.7) ** 0.55;
  // The back of the head ends at the neck; the chin is forward of it.
  const nape = y < 0 ? 1 : Math.max(0.35, 1 - y / 34);
  return { width: HEAD.width * share, front: HEAD.front * share ** 0.8, back: HEAD.back * Math.min(share, nape) };
}

/** A head in its pose: places on it in the figure's own units. */
class PosedHead {
  private readonly turn: (point: Point) => Point;
  private readonly chin: number;

  constructor(
    private readonly middle: Vector2,
    { yaw, pitch, roll }: HeadAngles,
    mouthOpen: number,
  ) {
    const [sy, cy] = [Math.sin(radians(yaw)), Math.cos(radians(yaw))];
    const [sp, cp] = [Math.sin(radians(pitch)), Math.cos(radians(pitch))];
    const [sr, cr] = [Math.sin(radians(roll)), Math.cos(radians(roll))];
    this.chin = HEAD.chin + 3.5 * mouthOpen;
    this.turn = ([x, y, z]) => {
      const [rolledX, rolledY] = [x * cr + y * sr, -x * sr + y * cr];
      const [nodY, nodZ] = [rolledY * cp + z * sp, z * cp - rolledY * sp];
      return [rolledX * cy + nodZ * sy, nodY, nodZ * cy - rolledX * sy];
    };
  }

  /** A point of the head in the picture. */
  at([x, y, z]: Point): Vector2 {
    const [turnedX, turnedY, turnedZ] = this.turn([x - PIVOT[0], y - PIVOT[1], z - PIVOT[2]]);
    const scale = CAMERA_DISTANCE / (CAMERA_DISTANCE - turnedZ);
    return { x: this.middle.x + PIVOT[0] + turnedX * scale, y: this.middle.y + PIVOT[1] + turnedY * scale };
  }

  /** How far a direction of the head faces the camera: 1 towards it, below 0 away. */
  facing(direction: Point): number {
    return this.turn(direction)[2] / Math.hypot(...direction);
  }

  /** The point of the face at (x, y) as seen from ahead, `above` its skin. */
  onFace(x: number, y: number, above = 0): Point {
    const { width, front } = sectionAt(Math.min(y, this.chin - 0.5), this.chin);
    const aside = Math.min(0.97, Math.max(-0.97, x / Math.max(width, 1)));
    return [aside * width, y, front * Math.sqrt(1 - aside * aside) + above];
  }

  /** How far the face at (x, y) is turned towards the camera. */
  faces(x: number, y: number): number {
    const [px, py, pz] = this.onFace(x, y);
    return this.facing([px / HEAD.width ** 2, py / (py < 0 ? HEAD.top : this.chin) ** 2, pz / HEAD.front ** 2]);
  }

  /** A shape drawn on the face as seen from ahead. */
  drawnOnFace(points: readonly Vector2[], above = 0.3): Polygon {
    return points.flatMap(({ x, y }) => {
      const spot = this.at(this.onFace(x, y, above));
      return [spot.x, spot.y];
    });
  }

  /** The outline of all points of the head, `thicker` outside the skin, that `within` accepts by height and degrees from ahead. */
  outline(within: (y: number, degrees: number) => boolean, thicker = 0, visibleOnly = false): Polygon {
    const spots: Vector2[] = [];
    for (let y = -HEAD.top; y <= this.chin; y += 1.5) {
      const section = sectionAt(y, this.chin);
      for (let degrees = -180; degrees < 180; degrees += 6) {
        if (!within(y, degrees)) continue;
        const [sine, cosine] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))];
        const depth = cosine > 0 ? section.front : section.back;
        const normal: Point = [sine / HEAD.width, y / HEAD.top ** 2, cosine / (cosine > 0 ? HEAD.front : HEAD.back)];
        if (visibleOnly && this.facing(normal) < 0) continue;
        const grown = y < 0 ? y * (1 + thicker / HEAD.top) : y;
        spots.push(this.at([(section.width + thicker) * sine, grown, (depth + thicker) * cosine]));
      }
    }
    return hullOf(spots).flatMap(({ x, y }) => [x, y]);
  }
}

/** Points of an ellipse as seen from ahead. */
function oval(x: number, y: number, radiusX: number, radiusY: number, corners = 20): Vector2[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = (index / corners) * 2 * Math.PI;
    return { x: x + radiusX * Math.cos(angle), y: y + radiusY * Math.sin(angle) };
  });
}

/** A band of `thickness` along an arch from left to right, `rise` high in its middle. */
function arch(x: number, y: number, halfWidth: number, rise: number, thickness: number): Vector2[] {
  const along = [-1, -0.6, -0.2, 0.2, 0.6, 1];
  const upper = along.map((share) => ({ x: x + share * halfWidth, y: y - rise * (1 - share * share) - thickness / 2 }));
  return [...upper, ...upper.map((point) => ({ ...point, y: point.y + thickness })).reverse()];
}

/** Below this, an eye is drawn as the line of its lashes. */
const LEAST_OPEN = 0.12;
const EYE_WIDTH = 3.9;
const EYE_X = 7.9;
/** An eye is drawn if the face is turned to the camera by more than this there. */
const EYE_SHOWS = 0.12;

function eye(head: PosedHead, side: -1 | 1, { gaze, head: angles, eyes }: DriverPose): FigurePart[] {
  const [x, y] = [side * EYE_X, 0];
  if (head.faces(x, y) < EYE_SHOWS) return [];
  const brow = part("brow", head.drawnOnFace(arch(x, y - 6.2, 4.6, 1.6, 1.5)));
  if (eyes < LEAST_OPEN) return [brow, part("brow", head.drawnOnFace(arch(x, y + 0.6, 4.2, -1.6, 0.9)))];
  const shift = (degrees: number) => Math.sin(radians(Math.min(50, Math.max(-50, degrees))));
  const [irisX, irisY] = [x + 2.9 * shift(gaze.yaw - angles.yaw), y + 2.4 * shift(gaze.pitch - angles.pitch)];
  const open = 2.5 * eyes;
  // Lids sink as the eyes look down.
  const lid = y - open + Math.max(0, irisY - y) * 0.7;
  const openAt = (px: number) => open * Math.sqrt(Math.max(0, 1 - ((px - x) / EYE_WIDTH) ** 2));
  const between = ({ x: px, y: py }: Vector2) => {
    const inside = Math.min(x + EYE_WIDTH, Math.max(x - EYE_WIDTH, px));
    return { x: inside, y: Math.min(y + openAt(inside), Math.max(lid, y - openAt(inside), py)) };
  };
  return [
    part("eye_white", head.drawnOnFace(oval(x, y, EYE_WIDTH, open).map(between), 0.4)),
    part("eye", head.drawnOnFace(oval(irisX, irisY, 1.9, 2.1, 16).map(between), 0.5)),
    part("brow", head.drawnOnFace(arch(x, lid + 0.4, EYE_WIDTH + 0.2, 0.7, 0.8), 0.5)),
    brow,
  ];
}

function nose(head: PosedHead): FigurePart {
  const point = (x: number, y: number, above: number) => head.at(head.onFace(x, y, above));
  const spots = [point(0, 0, 0.5), point(0, 10, 6.5), point(3.4, 11.6, 1.2), point(-3.4, 11.6, 1.2)];
  const [bridge, tip] = spots;
  const dark = [bridge, tip, point(3.4, 11.6, 1.2)].flatMap((spot) => (spot ? [spot.x, spot.y] : []));
  return part(
    "skin",
    hullOf(spots).flatMap(({ x, y }) => [x, y]),
    [part("skin.dark", dark)],
  );
}

function mouth(head: PosedHead, { mouth: { open } }: DriverPose): FigurePart[] {
  const y = 18 + 1.5 * open;
  if (head.faces(0, y) < 0.1) return [];
  if (open < 0.15) return [part("lip", head.drawnOnFace([...arch(0, y, 5.8, 0.5, 1.6)]))];
  const tall = 1.2 + 5.4 * open;
  return [part("lip", head.drawnOnFace(oval(0, y, 5.4, tall + 1.1))), part("eye", head.drawnOnFace(oval(0, y, 4, tall), 0.4))];
}

function ear(head: PosedHead, side: -1 | 1): FigurePart {
  const spots = oval(-3, 3, 3.4, 6).map(({ x: z, y }) => head.at([side * (HEAD.width + 0.6), y, z]));
  const outer = oval(-4, 3, 2.6, 5.2).map(({ x: z, y }) => head.at([side * (HEAD.width + 2.4), y, z]));
  return part(
    "skin.dark",
    hullOf([...spots, ...outer]).flatMap(({ x, y }) => [x, y]),
  );
}

/** The face ends at the hairline in front, and at the ears. */
const isFace = (y: number, degrees: number) =>
  Math.abs(degrees) <= 96 && y > (Math.abs(degrees) < HAIR.temple ? HAIR.lineY : HAIR.lineY + (Math.abs(degrees) - HAIR.temple) * 0.4);
const isHair = (y: number, degrees: number) => (Math.abs(degrees) > 84 ? y < 12 : y < HAIR.lineY + 6);

/** Nose, eyes and ears; those that the head's turn takes out of sight are hidden. */
function faceJoints(head: PosedHead, nearEars: readonly (-1 | 1)[]): FigureJoint[] {
  const nose = head.at(head.onFace(0, 10, 5));
  return [
    figureJoint("nose", nose.x, nose.y, head.faces(0, 8) < -0.2),
    ...([-1, 1] as const).flatMap((side) => {
      const eye = head.at(head.onFace(side * EYE_X, 0, 0.4));
      const ear = head.at([side * (HEAD.width + 1.5), 3, -3.5]);
      return jointsOfSide(
        sideSeen(side, "front"),
        ["eye", eye.x, eye.y, head.faces(side * EYE_X, 0) < EYE_SHOWS],
        ["ear", ear.x, ear.y, !nearEars.includes(side)],
      );
    }),
  ];
}

/** Neck and head, drawn from the back to the front; `middle` is that of a head that looks ahead. */
export function driverHead(pose: DriverPose, middle: Vector2): FigurePart[] {
  const head = new PosedHead(middle, pose.head, pose.mouth.open);
  const base = head.at([0, 16, -8]);
  const nearEars = ([-1, 1] as const).filter((side) => head.facing([side, 0, 0.25]) > 0.05);
  const farEars = ([-1, 1] as const).filter((side) => !nearEars.includes(side));
  const parts = [
    part("skin.dark", limb(middle.x, middle.y + 35, 10.5, base.x, base.y, 9.5)),
    ...farEars.map((side) => ear(head, side)),
    part("hair", head.outline(isHair, HAIR.above)),
    part("skin", head.outline(isFace, 0, true), [
      part(
        "skin.dark",
        head.outline((y, degrees) => isFace(y, degrees) && degrees < -58, 0, true),
      ),
      ...mouth(head, pose),
      ...([-1, 1] as const).flatMap((side) => eye(head, side, pose)),
    ]),
    nose(head),
    ...nearEars.map((side) => ear(head, side)),
  ];
  return withJoints(parts, faceJoints(head, nearEars));
}
