import type { Rgb } from "@/core/document";
import { css, mix, shade } from "../../color";
import type { Context2D } from "../../surface";
import { SNOW, chance, fillBox, fillEllipse, fillPolygon } from "./kit";
import { LONG_SHADOW, leanAt } from "./lowSun";
import type { Look } from "./place";

const LEAF: Rgb = [86, 128, 70];

/** A soft shadow on the ground away from the sun, from something at (x, y). */
export function groundShadow(context: Context2D, look: Look, x: number, y: number, breadth: number, length: number): void {
  const { sunlit, sky } = look;
  if (sky === "low_sun") {
    // Crown and trunk laid on the ground towards the camera, away from the sun.
    const down = length * 1.37 * LONG_SHADOW;
    const [crownX, crownY] = [x + leanAt(look, x, y) * down, y + down];
    fillPolygon(
      context,
      [14, 22, 30],
      [x - breadth * 0.14, y, x + breadth * 0.14, y, crownX + breadth * 0.1, crownY, crownX - breadth * 0.1, crownY],
      0.28,
    );
    fillEllipse(context, [14, 22, 30], crownX, crownY, breadth, breadth * LONG_SHADOW, 0.28);
    return;
  }
  fillEllipse(
    context,
    [14, 22, 30],
    x + (sunlit ? length * 0.5 : 0),
    y,
    breadth + (sunlit ? length * 0.5 : 0),
    breadth * 0.16 + 2,
    sunlit ? 0.24 : 0.14,
  );
}

/** A tree about 2.3 × `breadth` tall, standing at (x, base). */
export function paintTree(context: Context2D, look: Look, key: number, x: number, base: number, breadth: number): void {
  const height = breadth * (1.5 + 0.4 * chance(look.variant, 20, key));
  const tone = shade(LEAF, (chance(look.variant, 21, key) - 0.5) * 0.24);
  groundShadow(context, look, x, base, breadth * 0.42, breadth * 0.9);
  context.fillStyle = css([96, 76, 60]);
  context.beginPath();
  context.moveTo(x - breadth * 0.07, base);
  context.lineTo(x - breadth * 0.04, base - height * 0.55);
  context.lineTo(x + breadth * 0.04, base - height * 0.55);
  context.lineTo(x + breadth * 0.07, base);
  context.fill();
  for (let clump = 0; clump < 26; clump++) {
    const angle = clump * 2.4;
    const reach = Math.sqrt(clump / 26) * breadth * 0.44;
    const clumpX = x + reach * Math.cos(angle);
    const clumpY = base - height * 0.72 + reach * Math.sin(angle) * 0.86;
    const lightness = (-(clumpX - x) - (clumpY - (base - height * 0.72))) / breadth;
    const size = breadth * (0.14 + 0.06 * chance(look.variant, 22, key, clump));
    const leaves = shade(tone, lightness * 0.34 - 0.06);
    fillEllipse(context, look.snowy ? mix(leaves, SNOW, 0.25 + 0.6 * Math.max(0, lightness)) : leaves, clumpX, clumpY, size * 1.15, size);
  }
}

/** A hedge or row of shrubs from `left` to `right`, standing on `base`. */
export function paintHedge(context: Context2D, look: Look, key: number, left: number, right: number, base: number, height: number): void {
  const tone = shade(LEAF, -0.12 + (chance(look.variant, 23, key) - 0.5) * 0.16);
  fillBox(context, [14, 22, 30], left, base - 2, right + height * 0.3, base + height * 0.14, 0.2);
  fillBox(context, shade(tone, -0.16), left, base - height * 0.85, right, base);
  const count = Math.max(2, Math.round((right - left) / (height * 0.42)));
  for (let row = 0; row < 3; row++)
    for (let clump = 0; clump <= count; clump++) {
      const x = left + ((clump + (row % 2) * 0.5) / (count + 0.5)) * (right - left);
      const y = base - height * (0.82 - row * 0.28) + chance(look.variant, 24, key, row, clump) * height * 0.1;
      const leaves = shade(tone, 0.16 - row * 0.13);
      fillEllipse(context, look.snowy && row < 2 ? mix(leaves, SNOW, 0.88 - row * 0.4) : leaves, x, y, height * 0.3, height * 0.22);
    }
}

/** Grass from `top` to `bottom` with tufts that grow towards the camera. */
export function paintGrass(context: Context2D, look: Look, key: number, top: number, bottom: number, far: Rgb, near: Rgb): void {
  const [upper, lower] = look.snowy ? [mix(far, SNOW, 0.8), mix(near, SNOW, 0.88)] : [far, near];
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, css(upper));
  gradient.addColorStop(1, css(lower));
  context.fillStyle = gradient;
  context.fillRect(-2, top, 1284, bottom - top);
  const tufts = Math.round((bottom - top) * 9);
  for (let tuft = 0; tuft < tufts; tuft++) {
    const x = chance(look.variant, 25, key, tuft) * 1290 - 5;
    const y = top + chance(look.variant, 26, key, tuft) * (bottom - top);
    const size = 1 + (y / 720) * 3.2;
    context.fillStyle = css(shade(lower, chance(look.variant, 27, key, tuft) < 0.5 ? 0.1 : -0.12), 0.5);
    context.fillRect(x, y, size * 1.8, size * 0.6);
  }
}
