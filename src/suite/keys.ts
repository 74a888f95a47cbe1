import { sha256Of } from "@/core/digest";
import { serializeScenario, type Scenario } from "@/core/document";
import type { SuiteSettings } from "./spec/schema";

/** Identifies the app that makes the files: another build may draw otherwise. */
export type Build = string;

/** Tells whether files are up to date: scenario, settings and build, nothing else, decide what they hold. */
export async function videoKey(scenario: Scenario, settings: SuiteSettings, build: Build): Promise<string> {
  const { engine = "ffmpeg", quality = "standard", formats = null, frameStamp = false } = settings;
  return sha256Of(JSON.stringify([serializeScenario(scenario), engine, quality, formats, frameStamp, build]));
}
