import { ACTOR_MODELS } from "../../document/constants";
import type { FigurePart } from "./figure";
import { blob, ellipse, limb, part, rounded } from "./shapes";

/** The drawing's own units: head and shoulders as seen by a dashboard camera. */
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
  /** How far the face is turned: horizontal shift of its features in units. */
  turn: number;
  /** How far the head hangs forward: downward shift of its features. */
  drop: number;
  eyes: "open" | "down" | "closed";
  mouth: "flat" | "open";
};

function headParts({ x, turn, drop, eyes, mouth }: Head): FigurePart[] {
  const y = 36;
  const eye = (side: -1 | 1): FigurePart[] => {
    // The eye on the far side of a turned face is nearer to the nose, and foreshortened.
    const far = Math.sign(turn) === side ? Math.abs(turn) / 13 : 0;
    const eyeX = x + turn + side * (9.6 - Math.abs(turn) * 0.14 - 2.6 * far);
    const eyeWidth = 3.8 - 1.1 * far;
    const eyeY = y + 1 + drop;
    const brow = part(
      "brow",
      rounded([
        [eyeX - eyeWidth - 0.8, eyeY - 4.6, 0.6],
        [eyeX + side, eyeY - 6.4, 1],
        [eyeX + eyeWidth + 0.8, eyeY - 4.6, 0.6],
        [eyeX, eyeY - 4.8, 1],
      ]),
    );
    if (eyes === "closed") return [brow, part("brow", blob([eyeX - 4, eyeY, eyeX, eyeY + 1.8, eyeX + 4, eyeY, eyeX, eyeY + 0.8]))];
    const open = eyes === "down" ? 1.7 : 2.5;
    return [
      part("eye_white", ellipse(eyeX, eyeY, eyeWidth, open, 20)),
      part("eye", ellipse(eyeX + turn * 0.12, eyeY + (eyes === "down" ? 0.9 : 0), 1.8 - 0.4 * far, Math.min(open, 2.1), 16)),
      part(
        "skin.dark",
        blob([eyeX - eyeWidth - 0.4, eyeY - 0.6, eyeX, eyeY - open - 0.9, eyeX + eyeWidth + 0.4, eyeY - 0.6, eyeX, eyeY - open - 0.1]),
      ),
      brow,
    ];
  };
  const mouthY = y + 17.5 + drop * 0.7;
  const mouthX = x + turn * 0.9;
  const noseX = x + turn * 1.2;
  const ear = (side: -1 | 1) =>
    Math.sign(turn) === side && Math.abs(turn) > 8 ? [] : [part("skin.dark", ellipse(x + side * 21.8 - turn * 0.35, y + 4, 3.6, 6.2))];
  return [
    ...ear(-1),
    ...ear(1),
    part("hair", ellipse(x - turn * 0.3, 29, 24.6, 29, 48)),
    part(
      "skin",
      rounded([
        [x - 19.5 + turn * 0.4, y - 19 + drop * 0.8, 12],
        [x + 19.5 + turn * 0.4, y - 19 + drop * 0.8, 12],
        [x + 21.4 + turn * 0.1, y + 6, 14],
        [x + 15 + turn * 0.4, y + 25, 9],
        [x + turn * 0.5 + 4, y + 30, 4],
        [x + turn * 0.5 - 4, y + 30, 4],
        [x - 15 + turn * 0.4, y + 25, 9],
        [x - 21.4 + turn * 0.1, y + 6, 14],
      ]),
      [
        part("skin.dark", ellipse(x - Math.sign(turn) * 22.6, y + 6, 9, 30)),
        ...eye(-1),
        ...eye(1),
        part(
          "skin.dark",
          rounded([
            [noseX, y + 2 + drop, 1],
            [noseX + 3.4, y + 11.4 + drop, 1.6],
            [noseX - 3.4, y + 11.4 + drop, 1.6],
          ]),
        ),
        ...(mouth === "open"
          ? [part("lip", ellipse(mouthX, mouthY + 1, 4.4, 5, 20)), part("eye", ellipse(mouthX, mouthY + 1, 3, 3.6, 20))]
          : [part("lip", blob([mouthX - 6, mouthY, mouthX, mouthY - 1.2, mouthX + 6, mouthY, mouthX, mouthY + 1.9]))]),
        part("skin.dark", ellipse(x + turn * 0.5, y + 33, 15, 5)),
      ],
    ),
  ];
}

function handWithPhone(): FigurePart[] {
  return [
    part(
      "top.dark",
      rounded([
        [72, 100, 2],
        [70, 74, 5],
        [84, 70, 5],
        [98, 92, 4],
        [99, 100, 2],
      ]),
    ),
    part("skin.dark", ellipse(78, 64, 7.4, 9)),
    part(
      "phone",
      rounded([
        [64, 40, 2],
        [79, 36, 2],
        [87, 64, 2],
        [72, 68, 2],
      ]),
      [
        // The screen faces the driver: the camera only sees its lit edge.
        part("screen", [64.4, 41.4, 66.4, 40.6, 74.2, 67, 72.4, 67.4]),
        part(
          "belt",
          rounded([
            [77, 39, 1],
            [80.2, 38.2, 1],
            [81.6, 43.4, 1],
            [78.4, 44.2, 1],
          ]),
        ),
      ],
    ),
    part("skin", limb(69, 60, 2.3, 77, 58, 2.3)),
    part("skin", limb(70, 65, 2.3, 79, 63, 2.3)),
    part("skin", limb(85, 54, 2.3, 84, 64, 4)),
  ];
}

/** A hand that supports the cheek of a drowsy head, its arm propped on the door. */
function handAtCheek(sink: number): FigurePart[] {
  return [
    part(
      "top.dark",
      rounded([
        [74, 100, 2],
        [76, 80, 5],
        [90, 78, 5],
        [98, 94, 4],
        [98, 100, 2],
      ]),
    ),
    part("skin.dark", limb(83, 80, 5.4, 76, 66 + sink, 5.4)),
    part("skin", ellipse(74, 60 + sink, 7.6, 8.4)),
    ...[0, 1, 2, 3].map((finger) =>
      part(
        finger % 2 ? "skin" : "skin.dark",
        limb(71 + finger * 2.6, 57 + sink, 1.9, 68.5 + finger * 2.9, 47.5 + finger * 1.4 + sink, 1.7),
      ),
    ),
  ];
}

/** An arm reaching towards the middle of the car, where the driver is looking: its hand is outside the picture. */
function reachingArm(sway: number): FigurePart[] {
  return [
    part(
      "top.dark",
      rounded([
        [79, 78, 8],
        [90, 77, 8],
        [99.6, 84 + sway, 6],
        [99.6, 100, 0],
        [85, 100, 4],
      ]),
    ),
  ];
}

/** From 0 to 1 and back while `turn` goes from `from` to `to`; 0 outside. */
function pulse(turn: number, from: number, to: number): number {
  return turn <= from || turn >= to ? 0 : Math.sin((Math.PI * (turn - from)) / (to - from)) ** 2;
}

/**
 * Head, shoulders and hands of a driver facing the camera, in `DRIVER_SPACE`. `turn` 0..1 is the stage of the driver's repeated movement:
 * a glance up from the phone, a nod, a look further aside.
 */
export function driverParts(model: string, turn: number): FigurePart[] {
  const known = ACTOR_MODELS.distracted_driver.find((name) => name === model) ?? "phone";
  switch (known) {
    case "phone": {
      const glance = pulse(turn, 0.7, 1);
      const eyes = glance > 0.5 ? "open" : "down";
      return [...trunk(), ...headParts({ x: 48, turn: 6 - 5 * glance, drop: 3 - 3 * glance, eyes, mouth: "flat" }), ...handWithPhone()];
    }
    case "drowsy": {
      const nod = pulse(turn, 0.1, 0.9);
      const head = { x: 48, turn: 3, drop: 4 + 6 * nod, eyes: turn < 0.1 ? "down" : "closed", mouth: nod > 0.4 ? "open" : "flat" } as const;
      return [...trunk(), ...headParts(head), ...handAtCheek(3 * nod)];
    }
    case "looking_away": {
      const further = pulse(turn, 0.2, 1);
      return [
        ...trunk(),
        ...headParts({ x: 51, turn: 9 + 4 * further, drop: -1, eyes: "open", mouth: "flat" }),
        ...reachingArm(-2 * further),
      ];
    }
  }
}
