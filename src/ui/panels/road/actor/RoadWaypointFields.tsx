import { Button } from "@mantine/core";
import { MOTION_LIMITS, type Actor } from "@/core/document";
import { framesLasting, motionSpan, secondsOf } from "@/core/timeline";
import { deleteWaypoints, setSpeedFrom, setTiming, speedFrom, waitAt } from "@/editor";
import { useEditor, useScenario, useSession, useWorld } from "../../../context/EditorContext";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import { frameUnits } from "../../../fields/units";
import { RoadSpeed } from "../../../fields/RoadSpeed";
import { RelationFields } from "../../actor/RelationFields";
import { WaypointPlace } from "../../actor/WaypointPlace";
import { speedText } from "../../../fields/speeds";
import classes from "../../actor/actor.module.css";

const { place } = MOTION_LIMITS;
const METRES = { unit: "m", units: { m: 1 }, step: 0.1, digits: 2, min: -place, max: place } as const;

/** Everything of one waypoint on the road. */
export function RoadWaypointFields({ actor, index, arrival }: { actor: Actor; index: number; arrival: number }) {
  const editor = useEditor();
  const world = useWorld();
  const unit = useSession(({ speedUnit }) => speedUnit);
  const fps = useScenario((scenario) => scenario.video.fps);
  const ref = { actorId: actor.id, index };
  const placesOf = (key: string) => [{ of: "waypoint" as const, id: actor.id, index, key }];
  const { waypoints } = actor.trajectory;
  const waypoint = waypoints[index];
  if (!waypoint) return null;
  const motion = motionSpan(actor).startFrame;
  const frames = { unit: "f", units: frameUnits(fps) };
  const bySpeeds = world.isTimedBySpeeds(actor);
  const isLast = index === waypoints.length - 1;
  return (
    <div className={classes.waypointFields}>
      <WaypointPlace actor={actor} index={index} unit={METRES} />
      {index > 0 && (
        <DocumentNumber
          label="Arrives at"
          value={motion + arrival}
          {...frames}
          change={(frame) => setTiming(ref, { at: frame - motion })}
        />
      )}
      {bySpeeds && !isLast && (
        <RoadSpeed
          label="From here on"
          value={index === 0 ? actor.motion?.speed : waypoint.speed}
          placeholder={`${speedText(speedFrom(actor, index), unit)} as before`}
          change={(speed) => setSpeedFrom(ref, speed)}
          places={index === 0 ? [{ of: "actor", id: actor.id, key: "motion.speed" }] : placesOf("speed")}
        />
      )}
      {waypoints.length > 1 && (
        <DocumentNumber
          label="Wait"
          value={secondsOf(waitAt(world, actor, index), fps)}
          unit="s"
          units={{ s: 1, f: secondsOf(1, fps) }}
          digits={2}
          step={0.5}
          min={0}
          change={(seconds) => setTiming(ref, { hold: framesLasting(seconds, fps) })}
          places={placesOf("hold")}
        />
      )}
      {index > 0 && !isLast && <RelationFields actor={actor} index={index} />}
      <div className={classes.waypointButtons}>
        {waypoint.at !== undefined && (
          <Button variant="default" onClick={() => editor.run(setTiming(ref, { at: undefined }))} title="Arrival follows from the speed">
            Automatic arrival
          </Button>
        )}
        {waypoint.speed !== undefined && (
          <Button variant="default" onClick={() => editor.run(setSpeedFrom(ref, undefined))}>
            Speed as before
          </Button>
        )}
        <Button variant="default" disabled={waypoints.length === 1} onClick={() => editor.run(deleteWaypoints([ref]))}>
          Delete waypoint
        </Button>
      </div>
    </div>
  );
}
