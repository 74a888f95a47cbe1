import { KERNEL_BASE64 } from "./kernelBytes";

/** The rasteriser cannot run here; the message says what it needs. */
export class RasterUnsupportedError extends Error {
  override readonly name = "RasterUnsupportedError";
}

/** The exports of `kernel/index.ts`. Addresses and sizes are in bytes; booleans and pixels are integers. */
export type Kernel = {
  readonly memory: WebAssembly.Memory;
  place(
    width: number,
    height: number,
    picture: number,
    ids: number,
    depths: number,
    bandDepths: number,
    bandColors: number,
    rows: number,
  ): void;
  recordsEnd(): number;
  setRecordsEnd(address: number): void;
  project(positions: number, count: number, matrix: number, near: number, corners: number): void;
  append(indices: number, colors: number, first: number, count: number, corners: number, id: number, flags: number, room: number): number;
  bendCorners(settings: number, positions: number, count: number, points: number, seen: number, corners: number, most: number): void;
  bend(
    indices: number,
    colors: number,
    first: number,
    count: number,
    id: number,
    flags: number,
    recordsLimit: number,
    parts: number,
    partsLimit: number,
  ): number;
  partsUpTo(): number;
  bendLacked(): number;
  countInBands(records: number, count: number, left: number, top: number, right: number, bottom: number, counts: number): number;
  drawSamples(
    records: number,
    count: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    background: number,
    counts: number,
    order: number,
  ): void;
  drawMiddles(records: number, count: number, left: number, top: number, right: number, bottom: number): void;
  drawColoredMiddles(records: number, count: number, left: number, top: number, right: number, bottom: number, background: number): void;
  convert(target: number, left: number, top: number, right: number, bottom: number): void;
  resetSeen(table: number, most: number): void;
  countSeen(table: number, left: number, top: number, right: number, bottom: number): void;
  extent(records: number, count: number, box: number): void;
  cover(records: number, count: number, left: number, top: number, right: number, bottom: number, target: number): void;
  countCovered(target: number, left: number, top: number, right: number, bottom: number, entry: number, inFront: number): void;
  resetEntry(entry: number): void;
  setShading(settings: number): void;
  paintSky(): void;
};

let compiled: WebAssembly.Module | null = null;

/** A kernel with its own memory. @throws RasterUnsupportedError if WebAssembly or its SIMD is missing */
export function startKernel(): Kernel {
  compiled ??= compile();
  // The compiler does not know the exports of kernel/index.ts.
  return new WebAssembly.Instance(compiled).exports as Kernel;
}

function compile(): WebAssembly.Module {
  const bytes = Uint8Array.from(atob(KERNEL_BASE64), (character) => character.charCodeAt(0));
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(bytes))
    throw new RasterUnsupportedError(
      "Scenes in perspective cannot be drawn here: that needs WebAssembly with SIMD, " +
        "which Chrome and Edge have from 91, Firefox from 89, " +
        "Safari from 16.4, Node from 16.4. Update the browser",
    );
  return new WebAssembly.Module(bytes);
}
