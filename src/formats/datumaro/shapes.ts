import { segmentationBox } from "../coco/shapes";
import { extentAround, extentBetween, type Extent } from "../read/extent";
import { arrayOf, numberOf, objectOf, textOf, type JsonObject } from "../read/json";

/** The extent of an annotation, by its kind; NaN if a coordinate is invalid. Null for kinds that have no extent in a picture. */
export function extentOf(annotation: JsonObject): Extent | null {
  // Corners may be given in pairs.
  const points = arrayOf(annotation["points"]).flat().map(numberOf);
  switch (textOf(annotation["type"])) {
    case "bbox": {
      const attributes = objectOf(annotation["attributes"]);
      const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = arrayOf(annotation["bbox"]).map(numberOf);
      return { x, y, width, height, rotation: attributes["rotation"] === undefined ? 0 : numberOf(attributes["rotation"]), round: false };
    }
    case "rotated_bbox":
      return turnedBox(annotation, points);
    case "ellipse": {
      const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = points;
      return extentBetween(left, top, right, bottom);
    }
    case "polygon":
    case "polyline":
    case "points":
    case "cuboid_2d":
      return extentAround(pairs(points)) ?? NOWHERE;
    case "skeleton": {
      const all = arrayOf(annotation["elements"]).flatMap((element) => pairs(arrayOf(objectOf(element)["points"]).map(numberOf)));
      return extentAround(all) ?? NOWHERE;
    }
    case "mask": {
      const box = segmentationBox(annotation["rle"]);
      return box ? { ...box, rotation: 0, round: false } : NOWHERE;
    }
    default:
      return null;
  }
}

/** Datumaro's rotated box: centre, size and clockwise angle among its points; others write its corners, or a box and an angle. */
function turnedBox(annotation: JsonObject, points: readonly number[]): Extent {
  const given = points.length > 0 ? points : arrayOf(annotation["rotated_bbox"] ?? annotation["bbox"]).map(numberOf);
  if (given.length >= 6) return extentAround(pairs(given)) ?? NOWHERE;
  const [first = Number.NaN, second = Number.NaN, width = Number.NaN, height = Number.NaN, angle] = given;
  if (angle !== undefined) return { x: first - width / 2, y: second - height / 2, width, height, rotation: angle, round: false };
  const told = annotation["rotation"] ?? annotation["angle"] ?? objectOf(annotation["attributes"])["rotation"];
  return { x: first, y: second, width, height, rotation: told === undefined ? 0 : numberOf(told), round: false };
}

const NOWHERE = extentBetween(Number.NaN, Number.NaN, Number.NaN, Number.NaN);

function pairs(numbers: readonly number[]): (readonly [x: number, y: number])[] {
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? Number.NaN] as const] : []));
}
