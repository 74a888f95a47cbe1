import type { WholeScenario } from "@/core/document";
import type { SuiteSettings, TruthStatistics } from "@/suite";

export type RenderProgress = { readonly framesDone: number; readonly frames: number };

/** What a suite renders with. */
export type RendererSource = {
  /** Identifies the app that renders. */
  readonly build: () => Promise<string>;
  /** Starts the renderer, which is used for all videos. */
  readonly open: () => Promise<BundleRenderer & { close(): Promise<void> }>;
};

/** What is known of a bundle that has been written. */
export type RenderedBundle = {
  /** What whoever uses the bundle should know about it. */
  readonly notes: readonly string[];
  /** The counts of its ground truth, if they were counted on the way. */
  readonly statistics: TruthStatistics | null;
};

/** Makes a suite's videos. */
export interface BundleRenderer {
  /** Writes a whole bundle into an empty folder; the same scenario, settings and build give the same bytes. */
  renderBundle(
    scenario: WholeScenario,
    settings: SuiteSettings,
    folder: string,
    onProgress: (progress: RenderProgress) => void,
  ): Promise<RenderedBundle>;
}
