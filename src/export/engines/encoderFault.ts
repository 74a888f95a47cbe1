import { ExportError } from "../errors";

/** A module of one function that needs SIMD (proposal "Fixed-width SIMD", part of WebAssembly 2.0). */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether this browser can run the encoder at all. */
function runsSimd(): boolean {
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(new Uint8Array(SIMD_PROBE));
}

/** What to tell of an encoder that could not be fetched, compiled or started. */
export function encoderFault(cause: unknown, canRun = runsSimd()): ExportError {
  const failed = (message: string) => new ExportError("failed", message, { cause });
  if (!canRun)
    return new ExportError(
      "unsupported",
      "This browser cannot run the encoder, which needs WebAssembly with SIMD: Chrome and Edge 91, Firefox 89, Safari 16.4 or newer. " +
        "Update the browser, or choose the engine WebCodecs without WebM and GIF",
      { cause },
    );
  if (cause instanceof RangeError)
    return failed("The browser has no memory left for the encoder; close other tabs or choose fewer workers, then try again");
  if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError)
    return failed("The encoder file is damaged; reload the page, or make sure the server sends the file unchanged");
  return failed("The encoder could not be loaded; check the connection to this page's server and try again");
}
