import type { Scenario } from "@/core/document";
import type { PixelTruth } from "./framePixels";
import { PicturePixels } from "./picturePixels";
import { RoadPixels } from "./roadPixels";

/** The per-pixel ground truth of a scenario. */
export const pixelTruthOf = (scenario: Scenario): PixelTruth => (scenario.road ? new RoadPixels(scenario) : new PicturePixels(scenario));
