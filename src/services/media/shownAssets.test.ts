import { expect, it } from "vitest";
import { PictureStore, createScenario, type Asset, type PictureRef } from "@/core/document";
import { estimateOf } from "../export/estimate";
import { initialSettings } from "../export/settings";
import { loadShownAssets } from "./shownAssets";

const lost: Asset<PictureRef> = {
  ...{ name: "sky.png", mediaType: "image/png", width: 8, height: 8, sha256: "a".repeat(64) },
  data: { sha256: "b".repeat(64), length: 100 },
};
const fault = "The image “sky.png” is not in memory. Reload the page, or choose the image again";

it("a picture that is not in memory is named on the stage and in the export dialog", async () => {
  const scenario = createScenario<PictureRef>({ id: "one", assets: { sky: lost } });
  const pictures = new PictureStore();
  expect(await loadShownAssets({ assets: scenario.assets, stills: undefined, sprites: [] }, pictures)).toEqual({ assets: null, fault });
  const settings = initialSettings(scenario, null, {});
  expect(await estimateOf(scenario, pictures, settings)).toEqual({ bytes: 0, seconds: 0, freeBytes: null, problem: fault });
});
