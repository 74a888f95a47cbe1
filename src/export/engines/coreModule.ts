import createFFmpegCore, { type FFmpegCore } from "@ffmpeg/core";
import coreUrl from "@ffmpeg/core/wasm?url";
import { encoderFault } from "./encoderFault";

let compiled: Promise<WebAssembly.Module> | null = null;

/**
 * ffmpeg's WebAssembly, fetched from our own origin and compiled once per page: a compiled module can be sent to workers, and the browser
 * keeps its optimised code from one export to the next.
 */
export function loadCoreModule(): Promise<WebAssembly.Module> {
  compiled ??= compile().catch((error: unknown) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

/** A running ffmpeg. @throws ExportError if the browser cannot start it */
export async function startCore(module: WebAssembly.Module): Promise<FFmpegCore> {
  try {
    const instance = await new Promise<FFmpegCore>((resolve, reject) => {
      createFFmpegCore({
        instantiateWasm(imports, done) {
          try {
            const started = new WebAssembly.Instance(module, imports);
            done(started, module);
            return started.exports;
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            return {};
          }
        },
      }).then(resolve, reject);
    });
    return instance;
  } catch (cause) {
    throw encoderFault(cause);
  }
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await fetch(coreUrl);
  if (!response.ok) throw new Error(`The encoder (${coreUrl}) could not be loaded: the server answered ${response.status}`);
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
