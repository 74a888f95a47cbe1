import type { FigureJoint, FigurePart } from "./figure";
import { figureJoint, jointsOfSide, sideOf } from "./joints";
import type { Build } from "./pedestrianBuilds";
import { ellipse, limb, part, rectangle, rounded } from "./shapes";
import { faceOn, type View } from "./view";

const degrees = (angle: number) => (angle / 180) * Math.PI;

/**
 * The position of a point on a round head, `angle` (degrees) from the nose towards the camera's side: across, and whether it is visible.
 */
function onHead({ across, cos, sin, end }: View, angle: number): { x: number; seen: boolean } {
  const [forward, near] = [Math.cos(degrees(angle)), Math.sin(degrees(angle))];
  return { x: across(forward, near), seen: near * cos + (end === "front" ? forward : -forward) * sin > 0 };
}

function faceOf(view: View, x: number, y: number, r: number): FigurePart[] {
  const eyes = [22, -22].map((angle) => onHead(view, angle)).filter(({ seen }) => seen);
  const mouth = onHead(view, 6);
  return [
    ...eyes.flatMap((eye) => [
      part("eye", ellipse(x + eye.x * r * 0.84, y + r * 0.06, r * 0.1, r * 0.14, 10)),
      part("brow", rectangle(x + eye.x * r * 0.84 - r * 0.17, y - r * 0.18, x + eye.x * r * 0.84 + r * 0.17, y - r * 0.1)),
    ]),
    ...(mouth.seen
      ? [part("lip", rectangle(x + mouth.x * r * 0.78 - r * 0.2, y + r * 0.6, x + mouth.x * r * 0.78 + r * 0.2, y + r * 0.69))]
      : []),
    ...(mouth.seen && view.cos < 0.84
      ? [part("skin.dark", rectangle(x + view.cos * r * 0.95 - r * 0.1, y + r * 0.34, x + view.cos * r * 0.95 + r * 0.1, y + r * 0.41))]
      : []),
  ];
}

/** Nose, eyes and ears of a head at a horizontal position; long hair covers ears. */
export function turnedFaceJoints({ headRadius: r, clothes }: Build, view: View, x: number): FigureJoint[] {
  const y = r * 1.1;
  const { nose, eyes, ears } = faceOn(view);
  return [
    figureJoint("nose", x + nose.x * r * 1.05, y + r * 0.3, nose.hidden),
    ...([1, -1] as const).flatMap((near) =>
      jointsOfSide(
        sideOf(near),
        ["eye", x + eyes[near].x * r * 0.84, y + r * 0.06, eyes[near].hidden],
        ["ear", x + ears[near].x * r * 0.88, y + r * 0.2, ears[near].hidden || clothes === "skirt"],
      ),
    ),
  ];
}

/** A pedestrian's neck, hair and face at a horizontal position, the crown at the top of the drawing. */
export function turnedHead({ headRadius: r, headwear, clothes, shoulder }: Build, view: View, x: number): FigurePart[] {
  const y = r * 1.1;
  const { cos, sin, end } = view;
  const long = clothes === "skirt";
  const falling = long
    ? (() => {
        const [middle, half] = [x - r * 0.6 * cos, r * Math.min(1.06, 0.52 * cos + 1.04 * sin)];
        return [
          part(
            "hair",
            rounded([
              [middle - half, y - r * 0.35, 3],
              [middle + half, y - r * 0.35, 3],
              [middle + half * 0.96, y + r * 1.85, 2],
              [middle - half, y + r * 1.85, 2],
            ]),
          ),
        ];
      })()
    : [];
  // The face begins at the hairline on the near side and continues to the head's edge.
  const hairline = Math.max(-0.78, onHead(view, 70).x - 0.34 * (1 - sin));
  const skin =
    hairline > 0.72
      ? []
      : [
          part(
            "skin",
            rounded([
              [x + r * (hairline + 0.34), y - r * 0.36, r * 0.2],
              [x + r * 1.2, y - r * 0.44],
              [x + r * 1.2, y + r * 1.2],
              [x + r * (hairline - 0.1), y + r * 1.2],
              [x + r * (hairline - 0.16), y + r * 0.5, r * 0.2],
              [x + r * (hairline + 0.2), y + r * 0.2, r * 0.1],
            ]),
          ),
          ...faceOf(view, x, y, r),
        ];
  const ear = onHead(view, 100).x;
  const brim = 1.36 * cos;
  const cap =
    headwear === "cap"
      ? [
          part("cap", [
            x - r * 1.3,
            0,
            x + r * 1.3,
            0,
            x + r * 1.3,
            y - r * (end === "front" ? 0.34 : 0.2),
            x - r * 1.3,
            y + r * (end === "front" ? -0.2 * sin : 0),
          ]),
        ]
      : [];
  const visor =
    headwear === "cap" && (end === "front" || brim > 1.02)
      ? [
          part(
            "cap.dark",
            rounded([
              [x + r * (0.5 * cos - 0.96 * sin), y - r * 0.44, r * 0.1],
              [x + r * Math.max(brim, 0.98), y - r * 0.38, r * 0.1],
              [x + r * Math.max(brim, 0.86), y - r * 0.16, r * 0.1],
              [x + r * (0.5 * cos - 0.74 * sin), y - r * 0.14, r * 0.1],
            ]),
          ),
        ]
      : [];
  const neck = part("skin.dark", limb(x, y + r * 0.4, 2.5, x - 0.5 * cos, shoulder - 3, 2.6));
  const nose =
    1.2 * cos > 1.02
      ? [
          part(
            "skin",
            rounded([
              [x + r * 0.85, y - r * 0.1],
              [x + r * 1.2 * cos, y + r * 0.3, r * 0.12],
              [x + r * 0.85, y + r * 0.4],
            ]),
          ),
        ]
      : [];
  const skull = part("skin", ellipse(x + r * 0.1 * cos, y + r * 0.06, r * 0.92, r * 1.02));
  const crown = part("hair", ellipse(x - r * 0.1 * cos, r * 1.02, r * 1.02, r * 1.02, 32), [
    ...skin,
    ...(long ? [] : [part("skin.dark", ellipse(x + r * ear * 0.88, y + r * 0.2, r * 0.17, r * 0.26, 12))]),
    ...cap,
  ]);
  return end === "front" ? [...falling, neck, skull, ...nose, crown, ...visor] : [neck, ...visor, skull, ...nose, ...falling, crown];
}
