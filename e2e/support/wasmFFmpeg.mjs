import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The app's own ffmpeg, in Node: `node wasmFFmpeg.mjs INPUT OUTPUT ARGUMENT …`. In the arguments, `INPUT` and `OUTPUT` stand for the
 * files.
 */
// The core runs only where it detects a worker, so its globals are set up.
Object.assign(globalThis, { self: { location: { href: "file:///" } }, WorkerGlobalScope: class {}, importScripts: () => {} });

const [input = "", output = "", ...parameters] = process.argv.slice(2);
const { default: createFFmpegCore } = await import("@ffmpeg/core");
const { compile, Instance } = globalThis.WebAssembly;
const compiled = await compile(readFileSync(fileURLToPath(import.meta.resolve("@ffmpeg/core/wasm"))));
const core = await createFFmpegCore({
  instantiateWasm(imports, done) {
    const instance = new Instance(compiled, imports);
    done(instance, compiled);
    return instance.exports;
  },
});
const log = [];
core.setLogger(({ message }) => log.push(message));
core.setProgress(() => {});
const names = { INPUT: basename(input), OUTPUT: `made-${basename(output)}` };
core.FS.writeFile(names.INPUT, readFileSync(input));
const status = core.exec("-hide_banner", "-y", ...parameters.map((parameter) => names[parameter] ?? parameter));
if (status !== 0) throw new Error(`ffmpeg ended with status ${status}:\n${log.join("\n")}`);
writeFileSync(output, core.FS.readFile(names.OUTPUT));
