// The rasteriser's kernel: the functions that the host calls. Compiled to WebAssembly by ../compileKernel.mjs.
export { place } from "./memory";
export { recordsEnd, setRecordsEnd } from "./record";
export { project } from "./vertices";
export { append } from "./batch";
export { bend, bendCorners, bendLacked, partsUpTo } from "./bend";
export { countInBands, drawColoredMiddles, drawMiddles, drawSamples } from "./planes";
export { convert } from "./i420";
export { countCovered, countSeen, cover, extent, resetEntry, resetSeen } from "./queries";
export { paintSky, setShading } from "./shade";
