import { Button } from "@mantine/core";
import { LIMITS, type Actor } from "@/core/document";
import { motionSpan, perFrame, perSecond } from "@/core/timeline";
import { deleteWaypoints, legsOf, rulesOf, scaleWaypoints, setSegmentSpeed, setTiming, waitAt } from "@/editor";
import { useEditor, useScenario, useWorld } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { frameUnits } from "../../fields/units";
import { SpeedFields } from "./SpeedFields";
import { RelationFields } from "./RelationFields";
import { WaypointPlace } from "./WaypointPlace";
import classes from "./actor.module.css";

const PIXELS = { unit: "px", units: { px: 1 }, digits: 1, min: -LIMITS.coordinate, max: LIMITS.coordinate } as const;

/** Everything of one waypoint. */
export function WaypointFields({ actor, index, arrival }: { actor: Actor; index: number; arrival: number }) {
  const editor = useEditor();
  const world = useWorld();
  const fps = useScenario((scenario) => scenario.video.fps);
  const ref = { actorId: actor.id, index };
  const waypoint = actor.trajectory.waypoints[index];
  const leg = legsOf(world, actor)[index - 1];
  const speed = perSecond(leg?.unitsPerFrame ?? 0, fps);
  const metresPerPixel = useScenario((scenario) => rulesOf(scenario).metresPerUnit(scenario, leg?.middle ?? { x: 0, y: 0 }));
  if (!waypoint) return null;
  const motion = motionSpan(actor).startFrame;
  const frames = { unit: "f", units: frameUnits(fps) };
  return (
    <div className={classes.waypointFields}>
      <WaypointPlace actor={actor} index={index} unit={PIXELS} />
      {index > 0 && (
        <>
          <DocumentNumber
            label="Arrives at"
            value={motion + arrival}
            {...frames}
            change={(frame) => setTiming(ref, { at: frame - motion })}
          />
          <SpeedFields
            label="Speed to here"
            pixelsPerSecond={speed}
            metresPerPixel={metresPerPixel}
            change={(pixelsPerSecond) => setSegmentSpeed(ref, perFrame(pixelsPerSecond, fps))}
          />
        </>
      )}
      {actor.trajectory.waypoints.length > 1 && (
        <DocumentNumber label="Wait" value={waitAt(world, actor, index)} {...frames} min={0} change={(hold) => setTiming(ref, { hold })} />
      )}
      <DocumentNumber
        label="Size here"
        value={(waypoint.scale ?? 1) * 100}
        unit="%"
        units={{ "%": 1 }}
        digits={1}
        min={2}
        max={5000}
        change={(percent) => scaleWaypoints([ref], percent / 100)}
      />
      {index > 0 && index < actor.trajectory.waypoints.length - 1 && <RelationFields actor={actor} index={index} />}
      <div className={classes.waypointButtons}>
        {waypoint.at !== undefined && (
          <Button variant="default" onClick={() => editor.run(setTiming(ref, { at: undefined }))} title="Arrival is set by constant speed">
            Automatic arrival
          </Button>
        )}
        <Button variant="default" disabled={actor.trajectory.waypoints.length === 1} onClick={() => editor.run(deleteWaypoints([ref]))}>
          Delete waypoint
        </Button>
      </div>
    </div>
  );
}
