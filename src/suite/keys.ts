import { serializeScenario, type Scenario } from "@/core/document";
import type { SuiteSettings } from "./spec/schema";

/** Identifies the app that makes the files: another build may draw otherwise. */
export type Build = string;

/** Tells whether files are up to date: scenario, settings and build, nothing else, decide what they hold. */
export async function videoKey(scenario: Scenario, settings: SuiteSettings, build: Build): Promise<string> {
  const { engine = "ffmpeg", quality = "standard", formats = null, frameStamp = false } = settings;
  return digestText(JSON.stringify([serializeScenario(scenario), engine, quality, formats, frameStamp, build]));
}

/** SHA-256 of a text, as hexadecimal digits. */
export async function digestText(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
