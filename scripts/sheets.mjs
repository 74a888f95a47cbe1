// npm run sheets [-- --out FOLDER]: draws all bodies of the road from eight sides and in motion, and a street, as PNG files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { encode } from "fast-png";
import { build } from "vite";
import { rasterKernel } from "../src/raster/compileKernel.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string", default: "out/sheets" } } });
const built = mkdtempSync(join(tmpdir(), "jaywalk-sheets-"));
try {
  await build({
    root: here(".."),
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [rasterKernel],
    resolve: { alias: { "@": here("../src") } },
    ssr: { noExternal: true },
    build: {
      ssr: here("../e2e/harness/sheets.ts"),
      outDir: built,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "sheets.mjs" } },
    },
  });
  const sheets = await import(pathToFileURL(join(built, "sheets.mjs")).href);
  mkdirSync(values.out, { recursive: true });
  for (const name of ["street", "sides", "phases"]) {
    const file = join(values.out, `${name}.png`);
    writeFileSync(file, encode({ ...sheets[name](), channels: 4 }));
    console.log(file);
  }
} finally {
  rmSync(built, { recursive: true, force: true });
}
