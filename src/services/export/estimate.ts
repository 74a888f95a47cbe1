import type { PictureStore, SlimScenario } from "@/core/document";
import { estimateExport, type ExportEstimate } from "@/export";
import { requestOf, type ExportSettings } from "./settings";

/** The estimated size and time of an export; what prevents it, or the estimate, is its problem. */
export async function estimateOf(scenario: SlimScenario, pictures: PictureStore, settings: ExportSettings): Promise<ExportEstimate> {
  try {
    return await estimateExport(requestOf(pictures.whole(scenario), settings));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { bytes: 0, seconds: 0, freeBytes: null, problem };
  }
}
