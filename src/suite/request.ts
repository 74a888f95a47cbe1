import type { WholeScenario } from "@/core/document";
import { tellingFrame } from "@/core/scene";
import type { ExportRequest } from "@/export/types";
import type { SuiteSettings } from "./spec/schema";

/** The export that makes a suite's video, in the app and on the command line. */
export function exportRequest(scenario: WholeScenario, settings: SuiteSettings): ExportRequest {
  const { engine = "ffmpeg", quality = "standard", frameStamp = false, formats, layout } = settings;
  return { scenario, engine, quality, frameStamp, still: tellingFrame(scenario), ...(formats && { formats }), ...(layout && { layout }) };
}
