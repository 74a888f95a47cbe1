// Makes docs/gallery: every scene in every weather and both styles, drawn by the renderer itself in a headless Chromium.
import { Buffer } from "node:buffer";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { bundleHarness } from "./setup/bundleHarness.mjs";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SCENES = ["highway", "urban_intersection", "school_zone", "parking_lot", "residential", "in_cabin"];
/** Weather by day, light under a clear sky, or both. */
const SKIES = ["sunny", "cloudy", "rainy", "night", "fog", "snow", "low_sun", "dusk", "rainy-night", "snow-night"];
const STYLES = ["illustrated", "schematic"];

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: CHROMIUM_SWITCHES });
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundleHarness("gallery") });
  const folder = here("../docs/gallery");
  mkdirSync(folder, { recursive: true });
  const lines = [
    "# Gallery",
    "",
    "Every scene in every weather and light, rain and snow at night, and both styles, drawn by the renderer itself.",
    "`npm run gallery` makes these pictures anew.",
    "",
    "More galleries: [road presets](road/README.md), [bodies of the road from eight sides](bodies/README.md).",
    "",
    "## A road in every weather and light",
    "",
    "Each at intensities of 0.3, 0.6 and 1 in a row; `npm run sheets -- docs/gallery/road weathers` makes this sheet anew.",
    "",
    "![a street: sunny, cloudy, rain, fog, snow, low sun, dusk, night, rain at night, fog at night](road/weathers.png)",
  ];
  const { picture, texts } = await page.evaluate(() => globalThis.driverSheet());
  writeFileSync(`${folder}/driver-poses.webp`, Buffer.from(picture.split(",")[1], "base64"));
  lines.push(
    "",
    "## A driver's poses",
    "",
    `Row by row: ${texts.slice(0, 6).join(", ")},`,
    `${texts.slice(6).join(", ")}.`,
    "",
    "![a driver in twelve poses](driver-poses.webp)",
  );
  for (const style of STYLES)
    for (const scene of SCENES) {
      lines.push("", `## ${scene}, ${style}`, "");
      for (const sky of SKIES) {
        const name = `${scene}-${sky}-${style}.webp`;
        const address = await page.evaluate(
          ([kind, conditions, look]) => globalThis.galleryPicture(kind, conditions, look, 1),
          [scene, sky, style],
        );
        writeFileSync(`${folder}/${name}`, Buffer.from(address.split(",")[1], "base64"));
        lines.push(`![${scene}, ${sky.replace("-", ", ")}, ${style}](${name})`);
        process.stderr.write(`${name}\n`);
      }
    }
  writeFileSync(`${folder}/README.md`, `${lines.join("\n")}\n`);
} finally {
  await browser.close();
}
