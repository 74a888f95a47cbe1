import type { FigurePart } from "./figure";
import { PEDESTRIAN_SPACE, type Build } from "./pedestrianBuilds";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { GROUND, ankleAt } from "./walk";

function headFromFront(build: Build, x: number, facing: "front" | "back"): FigurePart[] {
  const { headRadius: r } = build;
  const y = r * 1.1;
  const long = build.clothes === "skirt";
  const crown = ellipse(x, r * 1.04, r * 1.02, r * 1.04, 32);
  const falling = long
    ? [part("hair", rounded([[x - r, y - r * 0.4, 3], [x + r, y - r * 0.4, 3], [x + r * 1.08, y + r * 1.8, 2], [x - r * 1.08, y + r * 1.8, 2]]))]
    : [];
  const neck = part("skin.dark", rectangle(x - 2.5, y, x + 2.5, build.shoulder - 1));
  if (facing === "back") return [neck, part("skin", ellipse(x, y + r * 0.1, r * 0.86, r)), ...falling, part("hair", crown)];
  const eyes = [-1, 1].flatMap((side) => [
    part("eye", ellipse(x + side * r * 0.38, y + r * 0.04, r * 0.1, r * 0.14, 10)),
    part("brow", rectangle(x + side * r * 0.38 - r * 0.18, y - r * 0.22, x + side * r * 0.38 + r * 0.18, y - r * 0.14)),
  ]);
  return [
    ...falling,
    neck,
    part("hair", crown),
    part("skin", rounded([
      [x - r * 0.66, y - r * 0.5, r * 0.5],
      [x + r * 0.66, y - r * 0.5, r * 0.5],
      [x + r * 0.9, y + r * 0.2, r * 0.5],
      [x + r * 0.6, y + r * 1.05, r * 0.6],
      [x - r * 0.6, y + r * 1.05, r * 0.6],
      [x - r * 0.9, y + r * 0.2, r * 0.5],
    ]), [
      ...eyes,
      part("skin.dark", rectangle(x - r * 0.1, y + r * 0.34, x + r * 0.12, y + r * 0.4)),
      part("lip", rectangle(x - r * 0.26, y + r * 0.62, x + r * 0.26, y + r * 0.71)),
    ]),
  ];
}

/** Walking towards the camera or away from it: a foot rises in turn, the hands swing at the box's sides. */
export function fromFront(build: Build, turn: number, facing: "front" | "back"): FigurePart[] {
  const x = PEDESTRIAN_SPACE.width / 2;
  const { shoulder, hip, breadth, limbs, clothes } = build;
  const bare = clothes === "skirt";
  const legs = [-1, 1].flatMap((side) => {
    const { lift } = ankleAt(turn + (side < 0 ? 0 : 0.5));
    const rise = lift * 0.8;
    const ankleX = x + side * 4.4;
    const tone = rise > 0 === (facing === "front") ? "" : ".dark";
    return [
      part(`shoe${tone}`, ellipse(ankleX + side * 0.5, GROUND - 2.6 - rise, 3.4, 2.6)),
      part(
        `${bare ? "skin" : "trousers"}${tone}`,
        limb(x + side * 4, hip, 4.9 * limbs, ankleX, GROUND - 5 - rise, (bare ? 2.1 : 3) * limbs),
      ),
    ];
  });
  const arms = [-1, 1].flatMap((side) => {
    const swing = side * 3 * Math.cos(2 * Math.PI * turn);
    const handX = side < 0 ? 2.3 : PEDESTRIAN_SPACE.width - 2.3;
    const handY = hip + 1 + swing;
    const elbow = { x: x + side * (breadth + 3.4), y: (shoulder + handY) / 2 + 1 };
    return [
      part("skin", ellipse(handX, handY + 1, 2.3, 2.8)),
      part("top.light", limb(elbow.x, elbow.y, 2.8 * limbs, handX - side * 0.5, handY - 1, 2.2 * limbs)),
      part("top.light", limb(x + side * (breadth - 1.5), shoulder, 3.2 * limbs, elbow.x, elbow.y, 2.8 * limbs)),
    ];
  });
  const hem = clothes === "coat" ? hip + 19 : clothes === "skirt" ? hip + 20 : hip + 4;
  const flare = clothes === "jacket" ? -1.2 : 1.6;
  const straps =
    build.load === "backpack" && facing === "front"
      ? [-1, 1].map((side) =>
          part("bag", rectangle(x + side * 5.6 - 1.1, shoulder - 6, x + side * 5.6 + 1.1, shoulder + 15)),
        )
      : [];
  const opening = facing === "front" ? [part("top.dark", rectangle(x - 0.4, shoulder - 2, x + 0.4, hem))] : [];
  const lower = clothes === "skirt" ? [part("trousers", rectangle(0, hip - 5, 40, hem + 2))] : [];
  const torso = part(
    "top",
    rounded([
      [x - breadth, shoulder - 4, 5],
      [x + breadth, shoulder - 4, 5],
      [x + breadth - 1, hip - 8, 4],
      [x + breadth + flare, hem, 1.5],
      [x - breadth - flare, hem, 1.5],
      [x - breadth + 1, hip - 8, 4],
    ]),
    [...opening, ...lower, ...straps],
  );
  const pack =
    build.load === "backpack" && facing === "back"
      ? [
          part("bag", roundedRectangle(x - 8, shoulder - 3, x + 8, shoulder + 21, 4), [
            part("bag.dark", roundedRectangle(x - 6, shoulder + 9, x + 6, shoulder + 19, 2)),
          ]),
        ]
      : [];
  return [...arms, ...legs, torso, ...pack, ...headFromFront(build, x, facing)];
}
