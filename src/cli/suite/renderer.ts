import type { Scenario } from "@/core/document";
import type { Build, SuiteSettings } from "@/suite";

export type RenderProgress = { readonly framesDone: number; readonly frames: number };

/** What makes a suite's videos. */
export interface BundleRenderer {
  /** Identifies the app that renders: another one may draw otherwise. */
  readonly build: Build;
  /** Writes a whole bundle into an empty folder; the same scenario, settings and build give the same bytes. */
  renderBundle(scenario: Scenario, settings: SuiteSettings, folder: string, onProgress: (progress: RenderProgress) => void): Promise<void>;
}
