import type { SlimScenario } from "@/core/document";
import { normalDegrees } from "@/core/world";
import type { BodyRef } from "../target";
import { command, type Command } from "./command";
import { editActors, mapWhere, withParts } from "./edit";

/** Turns an occluder, or an actor that stands, to a heading in degrees. Locked ones stay. */
export function turnBody({ kind, id }: BodyRef, degrees: number): Command {
  const heading = Math.round(normalDegrees(degrees) * 10) / 10 + 0;
  return command("Turn", (scenario: SlimScenario) =>
    kind === "actor"
      ? editActors(scenario, [id], (actor) =>
          actor.motion && actor.motion.heading !== heading ? { ...actor, motion: { ...actor.motion, heading } } : actor,
        )
      : withParts(scenario, {
          occluders: mapWhere(
            scenario.occluders,
            (occluder) => occluder.id === id && !occluder.locked && occluder.heading !== heading,
            (occluder) => ({ ...occluder, heading }),
          ),
        }),
  );
}
