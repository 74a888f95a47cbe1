import { ACTOR_MODELS } from "../../document/constants";
import type { FigurePart } from "./figure";
import { blob, ellipse, limb, part, rounded, roundedRectangle } from "./shapes";

/** The drawing's own units: head and shoulders as a camera on the dashboard sees them. */
export const DRIVER_SPACE = { width: 100, height: 100 };

/** Shoulders and chest with the seat belt; they reach the left, right and lower sides of the box. */
function trunk(): FigurePart[] {
  return [
    part("skin.dark", limb(50, 50, 11, 50, 70, 12)),
    part(
      "top",
      rounded([
        [0, 100, 0],
        [0, 84, 12],
        [14, 72, 14],
        [40, 65, 8],
        [60, 65, 8],
        [86, 72, 14],
        [100, 84, 12],
        [100, 100, 0],
      ]),
      [
        part("skin.dark", ellipse(50, 64, 12, 8)),
        part("top.dark", blob([10, 76, 14, 88, 13, 102, 18, 102, 18, 88])),
        part("top.dark", blob([90, 76, 86, 88, 87, 102, 82, 102, 82, 88])),
        part("belt", [82, 62, 89, 62, 40, 104, 31, 104]),
        part("top.light", [35, 68, 47, 80, 50, 74, 41, 65]),
        part("top.light", [65, 68, 53, 80, 50, 74, 59, 65]),
      ],
    ),
  ];
}

type Head = {
  x: number;
  /** How far the face is turned: shift of its features in units. */
  turn: number;
  /** How far the head hangs forward: shift of its features downwards. */
  drop: number;
  eyes: "open" | "down" | "closed";
  mouth: "flat" | "open";
};

function headParts({ x, turn, drop, eyes, mouth }: Head): FigurePart[] {
  const y = 34;
  const eye = (side: -1 | 1): FigurePart[] => {
    const eyeX = x + turn + side * (9 - Math.abs(turn) * 0.12);
    const eyeY = y + 1 + drop;
    if (eyes === "closed")
      return [part("brow", roundedRectangle(eyeX - 4, eyeY + 0.6, eyeX + 4, eyeY + 2, 0.7))];
    return [
      part("eye_white", ellipse(eyeX, eyeY, 3.8, eyes === "down" ? 1.6 : 2.4, 16)),
      part("eye", ellipse(eyeX + turn * 0.12, eyeY + (eyes === "down" ? 0.8 : 0), 1.7, eyes === "down" ? 1.2 : 2, 12)),
      part("brow", roundedRectangle(eyeX - 4.4, eyeY - 5.6, eyeX + 4.4, eyeY - 4.2, 0.7)),
    ];
  };
  const mouthY = y + 17 + drop * 0.6;
  const mouthX = x + turn * 0.9;
  return [
    part("skin.dark", ellipse(x - 20 + turn * 0.35, y + 4, 3.8, 6.4)),
    part("skin.dark", ellipse(x + 20 + turn * 0.35, y + 4, 3.8, 6.4)),
    part("skin", ellipse(x, y + 2, 20, 27, 40), [
      part("skin.dark", ellipse(x - Math.sign(turn) * 12, y + 2, 8, 27)),
      part("skin", ellipse(x + turn * 0.5, y + 2, 18, 26, 40)),
      ...eye(-1),
      ...eye(1),
      part("skin.dark", limb(x + turn * 1.1, y + 3 + drop, 1, x + turn * 1.3, y + 10 + drop, 2.2)),
      mouth === "open"
        ? part("lip", ellipse(mouthX, mouthY + 1, 4.2, 4.6, 20))
        : part("lip", roundedRectangle(mouthX - 5.6, mouthY - 0.8, mouthX + 5.6, mouthY + 0.8, 0.8)),
    ]),
    part(
      "hair",
      rounded([
        [x - 21, 0, 18],
        [x + 21, 0, 18],
        [x + 22, y + 2, 3],
        [x + 19 + turn * 0.2, y - 2 + drop * 0.4, 3],
        [x + 14 + turn * 0.5, y - 14 + drop, 6],
        [x - 14 + turn * 0.5, y - 15 + drop, 6],
        [x - 19 + turn * 0.2, y - 2 + drop * 0.4, 3],
        [x - 22, y + 2, 3],
      ]),
    ),
  ];
}

function handWithPhone(): FigurePart[] {
  return [
    part("top.dark", limb(90, 102, 9, 80, 74, 7)),
    part("skin.dark", ellipse(78, 62, 8, 9)),
    part("phone", [66, 38, 80, 34, 88, 62, 74, 66], [part("screen", [68, 40, 79, 37, 85, 60, 75, 63])]),
    part("skin", limb(70, 58, 2.4, 77, 56, 2.4)),
    part("skin", limb(71, 63, 2.4, 79, 61, 2.4)),
    part("skin", limb(86, 52, 2.4, 84, 62, 4)),
  ];
}

/** Head and shoulders of a driver facing the camera, in `DRIVER_SPACE`. */
export function driverParts(model: string): FigurePart[] {
  const known = ACTOR_MODELS.distracted_driver.find((name) => name === model) ?? "phone";
  switch (known) {
    case "phone":
      return [
        ...trunk(),
        ...headParts({ x: 49, turn: 5, drop: 3, eyes: "down", mouth: "flat" }),
        ...handWithPhone(),
      ];
    case "drowsy":
      return [...trunk(), ...headParts({ x: 47, turn: -3, drop: 7, eyes: "closed", mouth: "open" })];
    case "looking_away":
      return [...trunk(), ...headParts({ x: 52, turn: 12, drop: -1, eyes: "open", mouth: "flat" })];
  }
}
