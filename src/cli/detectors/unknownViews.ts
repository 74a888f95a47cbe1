import type { Scenario } from "@/core/document";
import { isInCabin } from "@/core/scene";

/** Says, of pictures unlike those that detectors are trained on, that they will find little: a car's cabin, or plain shapes. */
export function sayIfUnknownView(scenario: Pick<Scenario, "scene" | "road" | "style">): void {
  if (isInCabin(scenario))
    process.stderr.write(
      "note: detectors trained on COCO know streets, not views into a car's cabin: expect them to find little of this scene; " +
        "a distracted driver is a “person” to them\n",
    );
  else if (scenario.style === "schematic")
    process.stderr.write(
      "note: style schematic shows plain shapes, in which detectors trained on photographs recognise little; " +
        "use style illustrated for them\n",
    );
}
