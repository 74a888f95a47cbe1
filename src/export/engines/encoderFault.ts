import { ExportError } from "../errors";
import { loadingProblemOf, runsSimd } from "./loadingProblem";

/** What to say about an encoder that could not be fetched, compiled or started. */
export function encoderFault(cause: unknown, canRun = runsSimd()): ExportError {
  const failed = (message: string) => new ExportError("failed", message, { cause });
  switch (loadingProblemOf(cause, canRun)) {
    case "unsupported":
      return new ExportError(
        "unsupported",
        "This browser cannot run the encoder, which needs WebAssembly with SIMD: Chrome and Edge 91, Firefox 89, Safari 16.4 or newer. " +
          "Update the browser, or choose the engine WebCodecs without WebM and GIF",
        { cause },
      );
    case "policy":
      return failed(
        "A security policy blocks the encoder: the server's Content-Security-Policy has to allow 'wasm-unsafe-eval' in script-src, and " +
          "workers from 'self'. Until then, choose the engine WebCodecs without WebM and GIF",
      );
    case "memory":
      return failed("The browser has no memory left for the encoder; close other tabs or choose fewer workers, then try again");
    case "damaged":
      return failed("The encoder file is damaged; reload the page, or make sure the server sends the file unchanged");
    case "connection":
      return failed("The encoder could not be loaded; check the connection to this page's server and try again");
  }
}
