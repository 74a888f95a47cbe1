import type { Box } from "@/core/scene/frameStateTypes";
import { intersectionOverUnion } from "@/detection/evaluation/overlap";
import type { FoundObject } from "../detector";
import type { ClassMeaning } from "./classMap";

/** An object whose class means something to us. */
export type MeantObject = FoundObject & { readonly meaning: Exclude<ClassMeaning, "ignore"> };

/** Two two-wheelers that overlap by more (intersection over union) are one, reported as a bicycle and as a motorcycle. */
const ONE_TWO_WHEELER_IOU = 0.5;
/** A rider and a two-wheeler share at least this part of the smaller one's box. */
const RIDER_SHARE = 0.5;
/** Neither is more than so many times as tall as the other. */
const RIDER_HEIGHTS = 3;
/** A two-wheeler that is less certain, compared to the person, leaves it a pedestrian. */
const RIDER_CONFIDENCE = 0.5;

/**
 * Ground truth has one object for rider and two-wheeler, of which detectors report two: each two-wheeler is joined with the person that it
 * shares most with. The result has the two-wheeler's class and confidence and the box around both; a two-wheeler without such a person
 * remains as it is.
 */
export function joinRiders(objects: readonly MeantObject[]): MeantObject[] {
  const persons = new Set(objects.filter(({ meaning }) => meaning === "person"));
  const joined = distinctTwoWheelers(objects).map((twoWheeler) => {
    let rider: MeantObject | null = null;
    let most = 0;
    for (const person of persons) {
      const share = isRider(person, twoWheeler) ? sharedPart(person.box, twoWheeler.box) : 0;
      if (share > most) [rider, most] = [person, share];
    }
    if (rider === null) return twoWheeler;
    persons.delete(rider);
    return { ...twoWheeler, box: around(rider.box, twoWheeler.box) };
  });
  const others = objects.filter((object) => (object.meaning === "person" ? persons.has(object) : !isTwoWheeler(object)));
  return [...joined, ...others];
}

const isTwoWheeler = ({ meaning }: MeantObject): boolean => meaning === "bicycle" || meaning === "motorcycle";

/** The most certain first. */
function distinctTwoWheelers(objects: readonly MeantObject[]): MeantObject[] {
  const kept: MeantObject[] = [];
  for (const object of objects.filter(isTwoWheeler).sort((one, other) => other.confidence - one.confidence))
    if (!kept.some(({ box }) => intersectionOverUnion(box, object.box) > ONE_TWO_WHEELER_IOU)) kept.push(object);
  return kept;
}

function isRider(person: MeantObject, twoWheeler: MeantObject): boolean {
  const [one, other] = [person.box.height, twoWheeler.box.height];
  return (
    sharedPart(person.box, twoWheeler.box) >= RIDER_SHARE &&
    Math.max(one, other) <= RIDER_HEIGHTS * Math.min(one, other) &&
    twoWheeler.confidence >= RIDER_CONFIDENCE * person.confidence
  );
}

/** What two boxes share, as a part of the smaller one. */
function sharedPart(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const smaller = Math.min(one.width * one.height, other.width * other.height);
  return width > 0 && height > 0 ? (width * height) / smaller : 0;
}

function around(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}
