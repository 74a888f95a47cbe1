import type { Scenario } from "@/core/document";

/** Says, of a scene in a car's cabin, that detectors trained on COCO have never seen one; a road scenario has no scene. */
export function sayIfInCabin({ scene, isRoad }: { readonly scene: Scenario["scene"]; readonly isRoad: boolean }): void {
  if (isRoad || scene.kind !== "in_cabin") return;
  process.stderr.write(
    "note: detectors trained on COCO know streets, not views into a car's cabin: expect them to find little of this scene; " +
      "a distracted driver is a “person” to them\n",
  );
}
