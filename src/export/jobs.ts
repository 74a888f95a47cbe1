import type { WholeScenario } from "@/core/document";
import type { ExportFault } from "./errors";
import type { ExportProgress, ExportRequest, ExportStorage, ExportTimings } from "./types";

/** The messages between a headless page and the command line, as JSON over the page's own server. */

/** What the page has to do; it asks for one job at a time. */
export type HeadlessJob =
  | { readonly type: "export"; readonly request: ExportRequest; readonly storage: ExportStorage }
  /** Draws these frames and hands them over in YUV 4:2:0, as they would go into a video: a file for each. */
  | { readonly type: "frames"; readonly scenario: WholeScenario; readonly frames: readonly number[] };

/** The file of a drawn frame. */
export const drawnFrameName = (frame: number): string => `${frame}.yuv`;

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
  /** Drawing has begun; it tells nothing else on the way. */
  | { readonly type: "begun" }
  | { readonly type: "drawn" }
  | { readonly type: "failed"; readonly fault: ExportFault | "unexpected"; readonly message: string };

/** Paths on the command line's server, after the session's token. `alive` is never answered: while it is open, the page is running. */
export const HEADLESS_PATHS = { alive: "alive", job: "job", report: "report", files: "files" } as const;
