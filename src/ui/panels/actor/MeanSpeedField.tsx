import type { Actor } from "@/core/document";
import { perFrame, perSecond } from "@/core/timeline";
import { meanSpeed, rulesOf, setSpeed } from "@/editor";
import { useScenario, useWorld } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { SpeedFields } from "./SpeedFields";

/** The average speed of actors in a picture. */
export function MeanSpeedField({ actors }: { actors: readonly Actor[] }) {
  const world = useWorld();
  const fps = useScenario((scenario) => scenario.video.fps);
  const grounds = actors.flatMap((actor) => actor.trajectory.waypoints.map(({ y }) => y));
  const metresPerPixel = useScenario((scenario) =>
    rulesOf(scenario).metresPerUnit(scenario, { x: 0, y: grounds.reduce((sum, y) => sum + y, 0) / Math.max(1, grounds.length) }),
  );
  return (
    <SpeedFields
      label="Mean speed"
      pixelsPerSecond={sharedOf(actors, (actor) => perSecond(meanSpeed(world, actor), fps))}
      metresPerPixel={metresPerPixel}
      change={(pixelsPerSecond) =>
        setSpeed(
          actors.map(({ id }) => id),
          perFrame(pixelsPerSecond, fps),
        )
      }
      disabled={actors.every((actor) => actor.trajectory.waypoints.length < 2)}
    />
  );
}
