/** A module of one function that needs SIMD (proposal "Fixed-width SIMD", part of WebAssembly 2.0). */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether this browser can run ffmpeg at all. */
export function runsSimd(): boolean {
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(new Uint8Array(SIMD_PROBE));
}

/** Why ffmpeg could not be fetched, compiled or started. */
export type LoadingProblem = "unsupported" | "policy" | "memory" | "damaged" | "connection";

/** What browsers, and Emscripten after them, say of each; the first that fits counts, since a later one may follow from it. */
const SIGNS: readonly (readonly [problem: LoadingProblem, sign: RegExp])[] = [
  ["policy", /content.security.policy|\bCSP\b|unsafe-eval|disallowed by embedder|SecurityError|Embedder-Policy/i],
  ["memory", /out of memory|could not allocate|cannot allocate|cannot enlarge memory|allocation failed|RangeError/i],
  ["unsupported", /no native wasm support|WebAssembly is not defined/i],
  ["damaged", /CompileError|LinkError|magic/i],
];

/** Tells loading problems apart by what was thrown. @param canRun whether the browser can run ffmpeg at all */
export function loadingProblemOf(cause: unknown, canRun = runsSimd()): LoadingProblem {
  if (!canRun) return "unsupported";
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return SIGNS.find(([, sign]) => sign.test(said))?.[0] ?? "connection";
}
