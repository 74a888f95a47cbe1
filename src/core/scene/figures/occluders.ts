import type { OccluderKind } from "../../document/constants";
import type { FigurePart } from "./figure";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { VEHICLE_SPACE, type VehicleSide } from "./vehicle";
import { vehicleFromSide } from "./vehicleSides";

export type Drawing = { parts: FigurePart[]; width: number; height: number };

/** Brick courses with a coping; 160 : 70. */
function wall(): Drawing {
  const [width, height] = [160, 70];
  const bricks: FigurePart[] = [];
  for (let row = 0; row < 9; row++) {
    const top = 8 + row * 7;
    for (let column = -1; column < 11; column++) {
      const left = column * 16 + (row % 2) * 8;
      const tone = (row * 5 + column * 3) % 7;
      bricks.push(part(tone < 2 ? "brick.dark" : tone < 4 ? "brick.light" : "brick", rectangle(left, top, left + 15.2, top + 6.3)));
    }
  }
  const parts = [
    part("mortar", rectangle(2, 4, width - 2, height), bricks),
    part("coping", roundedRectangle(0, 0, width, 8, 1.5), [part("coping.dark", rectangle(0, 6, width, 8))]),
    part("brick.dark", rectangle(0, height - 4, width, height)),
  ];
  return { parts, width, height };
}

/** Three overlapping crowns on a trunk; 90 : 150. */
function tree(): Drawing {
  const [width, height] = [90, 150];
  const clumps: FigurePart[] = [];
  for (let index = 0; index < 26; index++) {
    const angle = index * 2.4;
    const reach = 6.5 * Math.sqrt(index);
    const [x, y] = [44 + reach * Math.cos(angle) * 1.15, 44 + reach * Math.sin(angle) * 1.1];
    const lit = x + y < 78;
    clumps.push(part(lit ? "leaf.light" : index % 2 ? "leaf.dark" : "leaf", ellipse(x, y, 7.5, 6, 10)));
  }
  const parts = [
    part("trunk", limb(45, 80, 5, 45, 146, 6), [part("trunk.dark", rectangle(46, 70, 56, 152))]),
    part(
      "trunk",
      rounded([
        [32, 150, 1],
        [41, 138, 3],
        [49, 138, 3],
        [58, 150, 1],
      ]),
    ),
    part("trunk", limb(45, 100, 3, 62, 74, 2)),
    part("trunk", limb(45, 106, 3, 28, 78, 2)),
    part("leaf.dark", ellipse(24, 62, 24, 24)),
    part("leaf.dark", ellipse(65, 64, 25, 25)),
    part("leaf", ellipse(45, 40, 40, 40, 32), clumps),
  ];
  return { parts, width, height };
}

/** A clipped hedge with a soft upper edge; 160 : 44. */
function hedge(): Drawing {
  const [width, height] = [160, 44];
  const leaves: FigurePart[] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 16; column++) {
      const x = column * 10.6 + (row % 2) * 5;
      const y = 6 + row * 10 + ((column * 7) % 5);
      leaves.push(part(row === 0 ? "leaf.light" : (row + column) % 3 ? "leaf" : "leaf.dark", ellipse(x, y, 6, 4.4, 10)));
    }
  const bumps = Array.from({ length: 9 }, (_, index) => part("leaf", ellipse(10 + index * 17.5, 8, 10, 8, 16)));
  const parts = [
    ...bumps,
    part("leaf", roundedRectangle(0, 5, width, height, 5), leaves),
    part("leaf.dark", rectangle(6, 38, 154, height)),
  ];
  return { parts, width, height };
}

/** A round warning sign above a plate, on a post; 26 : 92. */
function sign(): Drawing {
  const [width, height] = [26, 92];
  const parts = [
    part("post", rectangle(11.4, 20, 14.6, height), [part("post.dark", rectangle(13.4, 20, 15, height))]),
    part("post", rectangle(9, height - 3, 17, height)),
    part("sign_red", ellipse(13, 13, 13, 13, 40), [part("sign_white", ellipse(13, 13, 9.4, 9.4, 32))]),
    part("sign_white", roundedRectangle(3, 29, 23, 40, 1.5), [
      part("post.dark", rectangle(6, 32, 20, 33.4)),
      part("post.dark", rectangle(6, 35.6, 17, 37)),
    ]),
  ];
  return { parts, width, height };
}

/** A bus shelter: a roof on posts, a wall of frosted glass, a bench, a display case with a poster; 160 : 98. */
function shelter(): Drawing {
  const [width, height] = [160, 98];
  const panes = [10, 44, 78].flatMap((x) => [
    part("pane", rectangle(x, 16, x + 32, 80)),
    part("pane.light", [x + 6, 80, x + 18, 16, x + 24, 16, x + 12, 80]),
  ]);
  const parts = [
    part("frame_steel", rectangle(6, 10, 116, 84), [
      ...panes,
      part("bench", rectangle(16, 62, 104, 68)),
      part("bench.dark", rectangle(16, 66, 104, 68)),
      part("frame_steel.dark", rectangle(20, 68, 23, 84)),
      part("frame_steel.dark", rectangle(97, 68, 100, 84)),
    ]),
    part("frame_steel", roundedRectangle(122, 14, 152, 84, 2), [
      part("poster", rectangle(125, 18, 149, 78)),
      part("poster.light", ellipse(137, 38, 9, 9)),
      part("poster.dark", rectangle(129, 56, 145, 59)),
      part("poster.dark", rectangle(129, 63, 141, 66)),
    ]),
    ...[6, 60, 113, 126, 146].map((x) => part("frame_steel.dark", rectangle(x, 10, x + 4, height))),
    part("frame_steel", roundedRectangle(0, 0, width, 11, 3), [
      part("frame_steel.light", rectangle(0, 0, width, 3)),
      part("frame_steel.dark", rectangle(0, 9, width, 11)),
    ]),
  ];
  return { parts, width, height };
}

/** A freight container seen from its long side: corrugated between posts and rails; 150 : 64. */
function container(): Drawing {
  const [width, height] = [150, 64];
  const folds = Array.from({ length: 17 }, (_, index) => part("container.dark", rectangle(8 + index * 8, 6, 11 + index * 8, 58)));
  const lights = Array.from({ length: 17 }, (_, index) => part("container.light", rectangle(13 + index * 8, 6, 14.5 + index * 8, 58)));
  const rail = (x0: number, y0: number, x1: number, y1: number) =>
    part("container", rectangle(x0, y0, x1, y1), [part("container.dark", rectangle(x0, y1 - 1.4, x1, y1))]);
  const parts = [
    part("container", rectangle(0, 0, width, height), [...folds, ...lights]),
    rail(0, 0, width, 5),
    rail(0, 59, width, height),
    rail(0, 0, 5, height),
    rail(width - 5, 0, width, height),
  ];
  return { parts, width, height };
}

/** A litter bin on the pavement: a ribbed body under a lid; 30 : 46. */
function bin(): Drawing {
  const [width, height] = [30, 46];
  const ribs = [6, 11, 16, 21].map((x) => part("bin.dark", rectangle(x, 12, x + 1.6, 44)));
  const parts = [
    part(
      "bin",
      rounded([
        [2, 9, 1],
        [28, 9, 1],
        [26, height, 2],
        [4, height, 2],
      ]),
      [part("bin.light", rectangle(4, 10, 7, 44)), ...ribs],
    ),
    part("bin.dark", roundedRectangle(0, 4, width, 11, 2)),
    part("bin", roundedRectangle(4, 0, width - 4, 6, 3), [part("bin.light", rectangle(6, 1, width - 6, 2.4))]),
  ];
  return { parts, width, height };
}

/** The shape of an occluder, in units of its own drawing; `side`: that of a parked vehicle. */
export function occluderDrawing(kind: OccluderKind, side: VehicleSide): Drawing {
  switch (kind) {
    case "wall":
      return wall();
    case "tree":
      return tree();
    case "hedge":
      return hedge();
    case "sign":
      return sign();
    case "parked_car":
      return { parts: vehicleFromSide("car", side, 0), ...VEHICLE_SPACE };
    case "parked_van":
      return { parts: vehicleFromSide("van", side, 0), ...VEHICLE_SPACE };
    case "parked_bus":
      return { parts: vehicleFromSide("bus", side, 0), ...VEHICLE_SPACE };
    case "bus_shelter":
      return shelter();
    case "container":
      return container();
    case "bin":
      return bin();
  }
}
