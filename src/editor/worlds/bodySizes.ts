import { LIMITS, OCCLUDER_DIMENSIONS, type Actor, type Occluder, type OccluderKind, type Scenario, type Size } from "@/core/document";
import { roadUserKind, roadUserOf } from "@/core/world";
import { clamp, clampSize } from "../commands/edit";
import { usualModelSize, usualOccluderSize, type Place } from "../usualSizes";

type BodySize = Actor["size"];

/** How large bodies are in a world: in pixels of a picture, or in metres. */
export type BodySizes = {
  /** A size within the world's limits, rounded as it is stored. */
  readonly clamped: (size: BodySize) => BodySize;
  /** The size that a model would have in an actor's place. */
  readonly ofModel: (place: Place, actor: Actor, model: string) => BodySize;
  /** Whether two sizes differ by no more than rounding. */
  readonly same: (one: BodySize, other: BodySize) => boolean;
  /** The size of an occluder that becomes another kind: that kind's, unless the old one was changed by hand. */
  readonly ofAnotherKind: (place: Place, occluder: Pick<Occluder, "kind" | "size" | "y">, next: OccluderKind) => BodySize;
  /** The size of an occluder that moves to another ground line: in a picture that of its distance, unless it was changed by hand. */
  readonly ofOccluderAt: (place: Place, occluder: Pick<Occluder, "kind" | "size" | "y">, y: number) => BodySize;
};

const sameWithin =
  (apart: number) =>
  (one: BodySize, other: BodySize): boolean => {
    const differs = (side: number, otherSide: number) => Math.abs(side - otherSide) > apart;
    return !differs(one.width, other.width) && !differs(one.height, other.height) && !differs(one.length ?? 0, other.length ?? 0);
  };

/** Usual sizes in a picture are whole pixels. */
const ROUNDING_PX = 1;

const PICTURE_SIZES: BodySizes = {
  clamped: clampSize,
  ofModel: usualModelSize,
  same: sameWithin(ROUNDING_PX),
  ofAnotherKind: (place, { size, kind, y }, next) => ofAnotherKindInPicture(place, size, { kind, next, y }),
  ofOccluderAt: ofOccluderAtRow,
};

function ofOccluderAtRow(place: Place, { kind, size, y }: Pick<Occluder, "kind" | "size" | "y">, nextY: number): BodySize {
  return sameWithin(ROUNDING_PX)(size, usualOccluderSize(place, kind, y)) ? clampSize(usualOccluderSize(place, kind, nextY)) : size;
}

/** A kind is as large as its distance and the person made it: only its shape tells whether it was changed by hand. */
function ofAnotherKindInPicture(place: Place, size: Size, { kind, next, y }: { kind: OccluderKind; next: OccluderKind; y: number }): Size {
  const [before, after] = [usualOccluderSize(place, kind, y), usualOccluderSize(place, next, y)];
  const factor = size.height / before.height;
  if (Math.abs(size.width - before.width * factor) > ROUNDING_PX * Math.max(1, factor, before.width / before.height)) return size;
  return clampSize({ width: Math.round(after.width * factor), height: Math.round(after.height * factor) });
}

/** Metres, to the millimetre. */
export const ROAD_SIZES: BodySizes = {
  clamped: (size) => {
    const side = (value: number) => Math.round(clamp(value, LIMITS.metres.min, LIMITS.metres.max) * 1000) / 1000;
    return { length: side(size.length ?? size.width), width: side(size.width), height: side(size.height) };
  },
  ofModel: (_place, { type }, model) => roadUserOf(roadUserKind(type, model)).dimensions,
  same: sameWithin(0.001),
  ofAnotherKind: (_place, { size, kind }, next) => {
    const usual = OCCLUDER_DIMENSIONS[kind];
    const isUsual = size.length === usual.length && size.width === usual.width && size.height === usual.height;
    return isUsual ? OCCLUDER_DIMENSIONS[next] : size;
  },
  ofOccluderAt: (_place, { size }) => size,
};

/** How large bodies are in a scenario's world. */
export const bodySizesOf = ({ road }: Pick<Scenario, "road">): BodySizes => (road ? ROAD_SIZES : PICTURE_SIZES);

/** Whether an actor has exactly the size its model has there, so that nobody has set it by hand. */
export function hasUsualSize(place: Place & Pick<Scenario, "road">, actor: Actor): boolean {
  const sizes = bodySizesOf(place);
  return sizes.same(actor.size, sizes.ofModel(place, actor, actor.appearance.model));
}
