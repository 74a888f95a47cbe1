import type { Scenario } from "@/core/document";
import { isInCabin } from "@/core/scene";

/** Says, of a scene in a car's cabin, that detectors trained on COCO have never seen one. */
export function sayIfInCabin(scenario: Pick<Scenario, "scene" | "road">): void {
  if (!isInCabin(scenario)) return;
  process.stderr.write(
    "note: detectors trained on COCO know streets, not views into a car's cabin: expect them to find little of this scene; " +
      "a distracted driver is a “person” to them\n",
  );
}
