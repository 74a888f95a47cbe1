import { sha256Of } from "@/core/digest";
import { serializeScenario, type WholeScenario } from "@/core/document";
import type { SuiteSettings } from "./spec/schema";

/** Identifies the app that makes the files: another build may draw differently. */
export type Build = string;

/** Determines whether files are up to date: only scenario, settings and build decide their contents. */
export async function videoKey(scenario: WholeScenario, settings: SuiteSettings, build: Build): Promise<string> {
  const { engine = "ffmpeg", quality = "standard", formats = null, frameStamp = false, layout = "bundle" } = settings;
  const added = layout === "bundle" ? [] : [layout];
  return sha256Of(JSON.stringify([serializeScenario(scenario), engine, quality, formats, frameStamp, build, ...added]));
}
