import type { ExportFault } from "./errors";
import type { ExportProgress, ExportRequest, ExportStorage, ExportTimings } from "./types";

/** The messages between a headless page and the command line, as JSON over the page's own server. */

/** An export to do; the page asks for one at a time. */
export type HeadlessJob = { readonly request: ExportRequest; readonly storage: ExportStorage };

export type HeadlessFile = { readonly path: string; readonly size: number; readonly sha256: string };

export type HeadlessReport =
  | { readonly type: "progress"; readonly progress: ExportProgress }
  | {
      readonly type: "done";
      readonly files: readonly HeadlessFile[];
      readonly frames: number;
      readonly fps: number;
      readonly engine: string;
      readonly workers: number;
      readonly notes: readonly string[];
      readonly timings: ExportTimings;
    }
  | { readonly type: "failed"; readonly fault: ExportFault | "unexpected"; readonly message: string };

/** Paths on the command line's server, after the session's token. `alive` is never answered: while it is open, the page is running. */
export const HEADLESS_PATHS = { alive: "alive", job: "job", report: "report", files: "files" } as const;
