import type { Rgb } from "@/core/document";
import { css, mix, shade } from "../../color";
import type { Context2D } from "../../surface";
import { SNOW, chance, fillBand, fillEllipse, fillPolygon, glow } from "./kit";
import type { Look } from "./place";

/** Sky down to `horizon`, with the variant's clouds. */
export function paintSky(context: Context2D, look: Look, horizon: number): void {
  const { sky, variant, lit, sun, disc, clouded, cloudless } = look;
  if (sky === "clear") {
    fillBand(context, 0, horizon, [96, 158, 220], [208, 228, 240]);
    for (let cloud = 0; cloud < (cloudless ? 0 : 5); cloud++) {
      const x = chance(variant, 1, cloud) * 1400 - 60;
      const y = 30 + chance(variant, 2, cloud) * (horizon * 0.5);
      const size = 50 + chance(variant, 3, cloud) * 70;
      cumulus(context, variant + cloud, x, y, size, [252, 253, 255], [218, 230, 242], 0.9);
    }
    return;
  }
  if (sky === "low_sun") {
    fillBand(context, 0, horizon, [150, 190, 240], [255, 216, 150]);
    for (let cloud = 0; cloud < 4; cloud++) {
      const x = chance(variant, 1, cloud) * 1400 - 60;
      const y = 26 + chance(variant, 2, cloud) * (horizon * 0.4);
      cumulus(context, variant + cloud, x, y, 50 + chance(variant, 3, cloud) * 70, [206, 196, 196], [255, 236, 204], 0.8);
    }
    if (disc) {
      glow(context, [255, 232, 180], sun.x, sun.y, 250, 230, 0.8);
      glow(context, [255, 246, 220], sun.x, sun.y, 84, 84, 1);
      fillEllipse(context, [255, 250, 232], sun.x, sun.y, 27, 27);
    }
    return;
  }
  if (clouded && (sky === "dusk" || sky === "night")) {
    paintDarkClouds(context, look, sky, horizon);
    return;
  }
  if (sky === "dusk") {
    // The sky shines by itself, over ground that is almost dark: it is what `lit` adds.
    const strength = lit ? 1 : 0.35;
    const stops: readonly [number, Rgb][] = [
      [0, [62, 72, 128]],
      [0.5, [150, 108, 146]],
      [0.8, [232, 142, 112]],
      [1, [250, 186, 122]],
    ];
    const gradient = context.createLinearGradient(0, 0, 0, horizon);
    for (const [at, color] of stops) gradient.addColorStop(at, css(mix([0, 0, 0], color, strength)));
    context.fillStyle = gradient;
    context.fillRect(-2, 0, 1284, horizon);
    for (let cloud = 0; cloud < 6; cloud++) {
      const y = horizon * (0.3 + 0.5 * chance(variant, 2, cloud));
      const [top, base] = [mix([0, 0, 0], [108, 78, 118], strength), mix([0, 0, 0], [244, 142, 116], strength)];
      streakCloud(context, chance(variant, 1, cloud) * 1400 - 60, y, 120 + 160 * chance(variant, 3, cloud), top, base);
    }
    return;
  }
  if (sky === "night") {
    // Painted as bright as the night's light then removes.
    fillBand(context, 0, horizon, [52, 66, 92], [120, 130, 150]);
    return;
  }
  fillBand(context, 0, horizon, [172, 180, 190], [216, 221, 226]);
  for (let cloud = 0; cloud < 26; cloud++) {
    const x = chance(variant, 4, cloud) * 1500 - 110;
    const y = chance(variant, 5, cloud) * horizon * 0.9;
    const tone = mix([138, 147, 160], [226, 230, 235], chance(variant, 6, cloud));
    // Distant clouds, low in the picture, are seen from the side: long and thin.
    const breadth = 150 + chance(variant, 7, cloud) * 240;
    glow(context, tone, x, y, breadth, breadth * (0.34 - 0.22 * (y / horizon)), 0.8);
  }
}

/** Clouds in front of the last light, or over lit streets: their bases catch what light there is, what is in between is dark. */
function paintDarkClouds(context: Context2D, { variant, lit }: Look, sky: "dusk" | "night", horizon: number): void {
  // The light that a dusk sky itself emits is what `lit` adds to it.
  const strength = sky === "night" ? 1 : lit ? 0.55 : 0.35;
  const [top, foot, dark, pale]: readonly [Rgb, Rgb, Rgb, Rgb] =
    sky === "night"
      ? [
          [34, 40, 54],
          [84, 86, 96],
          [26, 30, 42],
          [78, 78, 88],
        ]
      : [
          [70, 74, 104],
          [186, 146, 144],
          [58, 60, 86],
          [166, 128, 140],
        ];
  const at = (color: Rgb) => mix([0, 0, 0], color, strength);
  fillBand(context, 0, horizon, at(top), at(foot));
  for (let cloud = 0; cloud < 22; cloud++) {
    const y = chance(variant, 5, cloud) * horizon * 0.9;
    const breadth = 150 + chance(variant, 7, cloud) * 240;
    const tone = at(mix(dark, pale, chance(variant, 6, cloud)));
    glow(context, tone, chance(variant, 4, cloud) * 1500 - 110, y, breadth, breadth * (0.34 - 0.22 * (y / horizon)), 0.7);
  }
}

/** A long thin cloud, lit from below. */
function streakCloud(context: Context2D, x: number, y: number, length: number, top: Rgb, base: Rgb): void {
  fillEllipse(context, base, x, y + 3, length, length * 0.035, 0.5);
  fillEllipse(context, top, x - length * 0.1, y, length * 0.85, length * 0.04, 0.6);
}

function cumulus(context: Context2D, key: number, x: number, y: number, size: number, top: Rgb, base: Rgb, alpha: number): void {
  const gradient = context.createLinearGradient(0, y - size * 0.4, 0, y + size * 0.06);
  gradient.addColorStop(0, css(top, alpha));
  gradient.addColorStop(1, css(base, alpha));
  context.fillStyle = gradient;
  context.save();
  // A cloud's base is level where the air is cold enough: puffs of all sizes are cut off at one height.
  context.beginPath();
  context.rect(x - size * 1.6, y - size, size * 3.2, size * 1.06);
  context.clip();
  context.beginPath();
  for (let puff = 0; puff < 11; puff++) {
    const share = (puff + 0.5) / 11 - 0.5;
    const bulk = 1 - (2 * share) ** 2;
    const radius = size * (0.1 + 0.2 * bulk * (0.55 + 0.45 * chance(key, 9, puff)));
    const centreX = x + share * size * 2.1;
    const centreY = y - radius * 0.25 - bulk * size * 0.16 * chance(key, 8, puff);
    context.moveTo(centreX + radius, centreY);
    context.ellipse(centreX, centreY, radius, radius * 0.8, 0, 0, 2 * Math.PI);
  }
  context.fill();
  context.restore();
}

/** A range of distant hills whose crest wanders around `crest`, down to `foot`. */
export function paintHills(
  context: Context2D,
  { variant, snowy }: Look,
  key: number,
  crest: number,
  swing: number,
  foot: number,
  color: Rgb,
): void {
  const points = [-10, foot];
  for (let step = 0; step <= 64; step++) {
    const x = (step / 64) * 1300 - 10;
    let y = crest;
    for (let wave = 1; wave <= 4; wave++)
      y += (Math.sin(x * 0.0042 * wave * (0.7 + 0.6 * chance(variant, key, wave)) + chance(variant, key, wave, 1) * 6.3) * swing) / wave;
    points.push(x, y);
  }
  points.push(1300, foot);
  fillPolygon(context, snowy ? mix(color, SNOW, 0.6) : color, points);
}

/** A far row of woodland standing on `foot`. */
export function paintWoods(context: Context2D, { variant, snowy }: Look, key: number, foot: number, height: number, given: Rgb): void {
  const color = snowy ? mix(given, SNOW, 0.45) : given;
  for (let tree = 0; tree < 90; tree++) {
    const x = tree * 15 - 20 + chance(variant, key, tree) * 12;
    const rise = height * (0.55 + 0.45 * chance(variant, key, tree, 1));
    const tone = shade(color, (chance(variant, key, tree, 2) - 0.5) * 0.18);
    fillEllipse(context, tone, x, foot - rise * 0.5, 10 + 7 * chance(variant, key, tree, 3), rise * 0.55);
  }
  context.fillStyle = css(color);
  context.fillRect(-2, foot - height * 0.3, 1284, height * 0.3);
}

/** Stars, for the upper part of a night sky. */
export function paintStars(context: Context2D, { sky, variant, clouded }: Look, horizon: number): void {
  if (sky !== "night" || clouded) return;
  for (let star = 0; star < 90; star++) {
    const y = chance(variant, 41, star) ** 1.4 * horizon * 0.85;
    const bright = 0.15 + 0.5 * chance(variant, 42, star);
    const size = chance(variant, 43, star) < 0.12 ? 1.6 : 1;
    context.fillStyle = css([222, 230, 255], bright * (1 - y / horizon));
    context.fillRect(Math.round(chance(variant, 40, star) * 1280), Math.round(y), size, size);
  }
}
