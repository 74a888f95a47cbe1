import type { WholeScenario } from "@/core/document";
import { RoadFrameRenderer } from "./roadFrameRenderer";

/** The renderer of a scenario that needs no browser to be drawn; null for a picture, which does. */
export const browserlessRenderer = (scenario: WholeScenario): RoadFrameRenderer | null =>
  scenario.road ? new RoadFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false }) : null;
