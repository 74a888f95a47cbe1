import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("kernel", import.meta.url));
const PRODUCT = fileURLToPath(new URL("kernelBytes.js", import.meta.url));
const OPTIONS = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub"];

/** Compiles the rasteriser's kernel when its sources or its compiler have changed. @throws Error with what the compiler says */
export async function ensureRasterKernel() {
  const digest = digestOfSources();
  if (existsSync(PRODUCT) && readFileSync(PRODUCT, "utf8").startsWith(firstLine(digest))) return;
  const { default: compiler } = await import("assemblyscript/asc");
  let bytes = null;
  const { error, stderr } = await compiler.main(["index.ts", "--outFile", "kernel.wasm", ...OPTIONS], {
    readFile: (name) => (existsSync(join(SOURCES, name)) ? readFileSync(join(SOURCES, name), "utf8") : null),
    writeFile: (_name, contents) => (bytes = contents),
    listFiles: () => [],
  });
  if (error || bytes === null) throw new Error(`The rasteriser's kernel does not compile: ${stderr.toString() || error?.message}`);
  const text = `${firstLine(digest)}export const KERNEL_BASE64 =\n  "${Buffer.from(bytes).toString("base64")}";\n`;
  // Others may be reading or making it at the same time.
  const unfinished = `${PRODUCT}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, PRODUCT);
}

/** For Vite, also in tests: makes the kernel once something asks for it. */
export const rasterKernel = {
  name: "raster-kernel",
  enforce: "pre",
  async resolveId(source) {
    if (source.endsWith("/kernelBytes")) await ensureRasterKernel();
    return null;
  },
};

function firstLine(digest) {
  return `// Made by compileKernel.mjs from kernel/: ${digest}\n`;
}

function digestOfSources() {
  const hash = createHash("sha256").update(OPTIONS.join(" "));
  hash.update(compilerVersion());
  for (const name of readdirSync(SOURCES).sort())
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(SOURCES, name)))
      .update("\0");
  return hash.digest("hex");
}

function compilerVersion() {
  try {
    return createRequire(import.meta.url)("assemblyscript/package.json").version;
  } catch {
    throw new Error("The rasteriser is compiled by the package assemblyscript, which is missing: run npm install");
  }
}
