import { SURFACE } from "@/raster";
import { cosDegrees, sinDegrees } from "../../exact";
import type { SceneryItem, SignalAspect } from "../../world/scenery";
import type { BodyBuilder, Color, Point } from "../builder";
import { METAL, SHEET, shaded } from "../colors";
import { addWriting } from "../writing";

/*
 * What stands on a post. All face x, as bodies do.
 */

const HOUSING: Color = [40, 44, 48];
const WHITE: Color = [244, 244, 240, SURFACE.reflector];
const RED: Color = [200, 34, 40, SURFACE.reflector];
const BLUE: Color = [30, 90, 170, SURFACE.reflector];
const YELLOW: Color = [246, 196, 44, SURFACE.reflector];
const BLACK: Color = [28, 28, 30];

const LIT: Readonly<Record<"red" | "amber" | "green", Color>> = {
  red: [255, 52, 36, SURFACE.signal],
  amber: [255, 190, 30, SURFACE.signal],
  green: [40, 236, 130, SURFACE.signal],
};
const UNLIT: Readonly<Record<"red" | "amber" | "green", Color>> = { red: [88, 30, 28], amber: [92, 72, 24], green: [22, 70, 48] };

const lampColor = (lamp: "red" | "amber" | "green", isLit: boolean): Color => (isLit ? LIT : UNLIT)[lamp];

/** A disc, or a regular polygon, that faces x. @param turn degrees by which its first corner is turned from the left */
function plate(builder: BodyBuilder, x: number, z: number, radius: number, thick: number, color: Color, corners: number, turn = 0): void {
  const ring = (at: number): Point[] =>
    Array.from({ length: corners }, (_, index): Point => {
      const angle = turn + (360 * index) / corners;
      return [at, radius * cosDegrees(angle), z + radius * sinDegrees(angle)];
    });
  builder.loft([ring(x), ring(x + thick)], color);
}

/** A traffic light for vehicles: three lamps, one above the other. */
export function trafficLight(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem, aspect: SignalAspect): void {
  const lit = {
    red: aspect === "red" || aspect === "red_amber",
    amber: aspect === "amber" || aspect === "red_amber",
    green: aspect === "green",
  };
  builder.limb([0, 0, 0], [0, 0, height - 0.2], 0.06, 0.055, METAL, 8);
  const [bottom, top] = [height - 1.02, height - 0.04];
  // A board behind the lamps lets them stand out against the sky.
  builder.box([0.06, -width / 2, bottom - 0.04], [0.09, width / 2, top + 0.04], BLACK);
  builder.box([0.09, -0.15, bottom], [0.24, 0.15, top], HOUSING);
  (["green", "amber", "red"] as const).forEach((lamp, index) => {
    const z = bottom + 0.17 + index * 0.32;
    plate(builder, 0.24, z, 0.105, 0.012, lampColor(lamp, lit[lamp]), 12);
    // A visor above each lamp.
    builder.box([0.24, -0.12, z + 0.105], [0.34, 0.12, z + 0.125], HOUSING);
  });
}

/** A light for people on foot: red above green. */
export function pedestrianLight(builder: BodyBuilder, { dimensions: { height } }: SceneryItem, aspect: SignalAspect): void {
  builder.limb([0, 0, 0], [0, 0, height - 0.1], 0.055, 0.05, METAL, 8);
  const bottom = height - 0.62;
  builder.box([0.05, -0.13, bottom], [0.18, 0.13, height], HOUSING);
  (["green", "red"] as const).forEach((lamp, index) => {
    const z = bottom + 0.16 + index * 0.3;
    builder.box([0.18, -0.09, z - 0.1], [0.19, 0.09, z + 0.1], lampColor(lamp, aspect === lamp));
    builder.box([0.18, -0.11, z + 0.11], [0.25, 0.11, z + 0.125], HOUSING);
  });
  // The button to ask for green.
  builder.box([-0.05, -0.07, 1], [0.08, 0.07, 1.24], YELLOW);
}

/** The sheet of metal that a sign shows from behind. @param corners, turn as of a plate */
function back(builder: BodyBuilder, z: number, radius: number, corners: number, turn = 0): void {
  plate(builder, 0.008, z, radius, 0.007, SHEET, corners, turn);
}

function post(builder: BodyBuilder, height: number): void {
  builder.limb([-0.02, 0, 0], [-0.02, 0, height], 0.035, 0.035, METAL, 6);
}

/** A red octagon with a white rim and its word. */
export function stopSign(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const radius = width / 2;
  const z = height - radius;
  post(builder, z);
  back(builder, z, radius / cosDegrees(22.5), 8, 22.5);
  plate(builder, 0.015, z, radius / cosDegrees(22.5), 0.015, WHITE, 8, 22.5);
  plate(builder, 0.03, z, (radius * 0.9) / cosDegrees(22.5), 0.012, RED, 8, 22.5);
  addWriting(builder, "STOP", { x: 0.042, z, radius }, WHITE);
}

/** A triangle with a red rim; its tip points down for give way, and up for a warning. */
function triangle(builder: BodyBuilder, z: number, width: number, up: boolean): void {
  const radius = width / (2 * cosDegrees(30));
  const turn = up ? 90 : -90;
  back(builder, z, radius, 3, turn);
  plate(builder, 0.015, z, radius, 0.015, RED, 3, turn);
  plate(builder, 0.03, z, radius * 0.72, 0.012, WHITE, 3, turn);
}

export function giveWaySign(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const z = height - width / (4 * cosDegrees(30));
  post(builder, z);
  triangle(builder, z, width, false);
}

/** A warning: children. */
export function schoolSign(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const radius = width / (2 * cosDegrees(30));
  const z = height - radius;
  post(builder, z);
  triangle(builder, z, width, true);
  for (const [y, tall] of [
    [0.09, 0.26],
    [-0.09, 0.2],
  ] as const)
    figure(builder, y, z - 0.14, tall);
}

/** Somebody on foot, as signs show them. */
function figure(builder: BodyBuilder, y: number, z: number, tall: number): void {
  plate(builder, 0.042, z + tall * 0.86, tall * 0.13, 0.006, BLACK, 6);
  builder.box([0.042, y - tall * 0.12, z + tall * 0.36], [0.048, y + tall * 0.12, z + tall * 0.72], BLACK);
  for (const side of [-1, 1])
    builder.box([0.042, y + side * tall * 0.1 - tall * 0.06, z], [0.048, y + side * tall * 0.1 + tall * 0.06, z + tall * 0.36], BLACK);
}

/** Blue with a white triangle, in which somebody crosses. */
export function crossingSign(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const z = height - width / 2;
  post(builder, z);
  builder.box([0.008, -width / 2, z - width / 2], [0.015, width / 2, z + width / 2], SHEET);
  builder.box([0.015, -width / 2, z - width / 2], [0.03, width / 2, z + width / 2], BLUE);
  plate(builder, 0.03, z - width * 0.05, width * 0.46, 0.012, WHITE, 3, 90);
  figure(builder, 0, z - width * 0.26, width * 0.46);
}

/** A speed limit. */
export function speedSign(builder: BodyBuilder, { dimensions: { height, width }, limit = 50 }: SceneryItem): void {
  const radius = width / 2;
  const z = height - radius;
  post(builder, z);
  back(builder, z, radius, 16);
  plate(builder, 0.015, z, radius, 0.015, RED, 16);
  plate(builder, 0.03, z, radius * 0.78, 0.012, WHITE, 16);
  addWriting(builder, String(Math.round(limit)), { x: 0.042, z, radius }, BLACK);
}

/** A street lamp whose arm reaches over the road. */
export function streetLamp(builder: BodyBuilder, { dimensions: { height, length } }: SceneryItem): void {
  const reach = length / 2;
  const paint: Color = [96, 102, 108];
  builder.limb([0, 0, 0], [0, 0, 0.9], 0.09, 0.08, paint, 8);
  builder.tube(
    [
      [0, 0, 0.9],
      [0, 0, height - 0.5],
      [0.25, 0, height - 0.16],
      [reach - 0.5, 0, height - 0.06],
    ],
    [0.065, 0.05, 0.045, 0.04],
    paint,
    7,
  );
  builder.box([reach - 0.62, -0.14, height - 0.12], [reach, 0.14, height], shaded(paint, 0.9));
  builder.box([reach - 0.56, -0.1, height - 0.15], [reach - 0.06, 0.1, height - 0.12], [250, 244, 222, SURFACE.lamp]);
}

/** A tall mast with lights on both sides, as on motorways and car parks. */
export function lightMast(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const paint: Color = [122, 128, 134];
  builder.limb([0, 0, 0], [0, 0, height - 0.1], 0.13, 0.06, paint, 8);
  builder.box([-0.05, -width / 2, height - 0.1], [0.05, width / 2, height], paint);
  for (const side of [-1, 1]) {
    const y = side * (width / 2 - 0.35);
    builder.box([-0.16, y - 0.35, height - 0.02], [0.16, y + 0.35, height + 0.1], shaded(paint, 0.9));
    builder.box([-0.12, y - 0.3, height - 0.05], [0.12, y + 0.3, height - 0.02], [250, 244, 222, SURFACE.lamp]);
  }
}

/** A post of brushed steel with a flat cap: one that is dark with a white ring is easily taken for a person, even by a detector. */
export function bollard(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const radius = width / 2;
  const steel: Color = [158, 161, 163];
  builder.limb([0, 0, 0], [0, 0, height * 0.06], radius, radius, shaded(steel, 0.8), 8);
  builder.limb([0, 0, height * 0.06], [0, 0, height * 0.97], radius * 0.72, radius * 0.72, steel, 8);
  builder.limb([0, 0, height * 0.97], [0, 0, height], radius * 0.8, radius * 0.8, shaded(steel, 0.88), 8);
}

/** A post at the edge of a motorway, with a dark band and a reflector. */
export function markerPost(builder: BodyBuilder, { dimensions: { height, width } }: SceneryItem): void {
  const half = width / 2;
  builder.box([-half, -half, 0], [half, half, height * 0.72], WHITE);
  builder.box([-half, -half, height * 0.72], [half, half, height * 0.92], BLACK);
  builder.box([half, -half * 0.4, height * 0.75], [half + 0.01, half * 0.4, height * 0.89], YELLOW);
  builder.box([-half, -half, height * 0.92], [half, half, height], WHITE);
}
