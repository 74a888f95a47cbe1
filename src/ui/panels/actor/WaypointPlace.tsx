import type { Actor } from "@/core/document";
import { placeWaypoint } from "@/editor";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import type { Units } from "../../fields/units";

/** The unit of a world's places, and how far they reach. */
type PlaceUnit = {
  readonly unit: string;
  readonly units: Units;
  readonly step?: number;
  readonly digits: number;
  readonly min: number;
  readonly max: number;
};

/** Where one waypoint is. */
export function WaypointPlace({ actor, index, unit }: { actor: Actor; index: number; unit: PlaceUnit }) {
  const waypoint = actor.trajectory.waypoints[index];
  if (!waypoint) return null;
  return (
    <FieldRow label="Place">
      <FieldPair>
        {(["x", "y"] as const).map((axis) => (
          <DocumentNumber
            key={axis}
            label={`Waypoint ${axis}`}
            prefix={axis.toUpperCase()}
            value={waypoint[axis]}
            {...unit}
            change={(value) => placeWaypoint({ actorId: actor.id, index }, { [axis]: value })}
            places={[{ of: "waypoint", id: actor.id, index, key: axis }]}
          />
        ))}
      </FieldPair>
    </FieldRow>
  );
}
