import type { WholeScenario } from "@/core/document";
import type { SuiteSettings } from "@/suite";

export type RenderProgress = { readonly framesDone: number; readonly frames: number };

/** Makes a suite's videos. */
export interface BundleRenderer {
  /**
   * Writes a whole bundle into an empty folder; the same scenario, settings and build give the same bytes. Gives what whoever uses the
   * bundle should know about it.
   */
  renderBundle(
    scenario: WholeScenario,
    settings: SuiteSettings,
    folder: string,
    onProgress: (progress: RenderProgress) => void,
  ): Promise<readonly string[]>;
}
