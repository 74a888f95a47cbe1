// How fast the rasteriser is at 1280 × 720, on one core of a headless Chromium: 20 bodies, 29,000 triangles, antialiased. Needs no built
// app.
//
//   node bench/raster.mjs [--json]
//
// Exits with status 1 if the picture takes 8 ms or more at the median.
import { measureRaster } from "./parts/raster.mjs";

const LIMIT_MS = 8;
await measureRaster({ runs: 3, say: (line) => process.stderr.write(`${line}\n`) }, (_key, figures) => {
  if (process.argv.includes("--json")) console.log(JSON.stringify(figures));
  if (figures.draw + figures.picture >= LIMIT_MS) process.exitCode = 1;
});
