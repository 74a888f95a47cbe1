import { expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { initialSettings, keptOf, requestOf } from "./settings";

it("how annotations are written is exported as chosen, and chosen again in the next export", () => {
  const scenario = createScenario({ id: "s" });
  const usual = initialSettings(scenario, null, {});
  expect(requestOf(scenario, usual)).toMatchObject({ layout: "bundle", box: "amodal", motOrigin: 1, masks: false, keypoints: true });
  const chosen = { layout: "datumaro", box: "visible", motOrigin: 0, masks: true, keypoints: false } as const;
  expect(requestOf(scenario, { ...usual, ...chosen })).toMatchObject(chosen);
  expect(initialSettings(scenario, null, keptOf({ ...usual, ...chosen }))).toEqual({ ...usual, ...chosen });
});
