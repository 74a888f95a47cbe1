import { aroundAll, extentAround, extentBetween, type Extent } from "../read/extent";
import { parseNumber } from "../read/text";

type Attributes = Readonly<Record<string, string>>;

/** A shape at a frame, as in the file. */
export type CvatShape = {
  element: string;
  frame: number;
  /** Null if the shape covers nothing: a skeleton without points. */
  extent: Extent | null;
  outside: boolean;
  keyframe: boolean;
  line: number;
  attributes: Map<string, string>;
};

/** Elements that cover part of the picture. */
export const CVAT_SHAPES: ReadonlySet<string> = new Set(["box", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton"]);

const CUBOID_CORNER = /^x([tb][lr][12])$/;

/** A shape from its element; a skeleton's extent is known once its points are. */
export function shapeOf(element: string, attributes: Attributes, line: number): CvatShape {
  return {
    element,
    frame: parseNumber(attributes["frame"]),
    extent: extentOf(element, attributes),
    outside: attributes["outside"] === "1",
    keyframe: attributes["keyframe"] !== "0",
    line,
    attributes: new Map(),
  };
}

/** A skeleton with its extent: that of its points in the picture. If there are none, the skeleton is absent too. */
export function skeletonOf(shape: CvatShape, parts: readonly CvatShape[]): CvatShape {
  const seen = parts.flatMap(({ outside, extent }) => (outside || !extent ? [] : extent));
  return { ...shape, extent: aroundAll(seen), outside: shape.outside || (parts.length > 0 && seen.length === 0) };
}

function extentOf(element: string, attributes: Attributes): Extent | null {
  const number = (name: string) => parseNumber(attributes[name]);
  switch (element) {
    case "box":
      return extentBetween(number("xtl"), number("ytl"), number("xbr"), number("ybr"), rotationOf(attributes));
    case "mask":
      return { x: number("left"), y: number("top"), width: number("width"), height: number("height"), rotation: 0, round: false };
    case "ellipse": {
      const [cx, cy, rx, ry] = [number("cx"), number("cy"), number("rx"), number("ry")];
      return { x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry, rotation: rotationOf(attributes), round: true };
    }
    case "cuboid": {
      const corners = Object.keys(attributes).flatMap((name) => CUBOID_CORNER.exec(name)?.[1] ?? []);
      return extentAround(corners.map((corner) => [number(`x${corner}`), number(`y${corner}`)]));
    }
    case "skeleton":
      return null;
    default:
      return extentAround((attributes["points"] ?? "").split(";").map(pointOf));
  }
}

function pointOf(text: string): [x: number, y: number] {
  const [x, y] = text.split(",");
  return [parseNumber(x?.trim()), parseNumber(y?.trim())];
}

/** CVAT writes degrees clockwise, or nothing for an upright shape. */
function rotationOf(attributes: Attributes): number {
  const degrees = attributes["rotation"] === undefined ? 0 : parseNumber(attributes["rotation"]);
  return ((degrees % 360) + 360) % 360;
}
