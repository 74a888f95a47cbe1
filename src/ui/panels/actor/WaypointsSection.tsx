import { IconKeyframe } from "@tabler/icons-react";
import type { Actor } from "@/core/document";
import { motionSpan } from "@/core/timeline";
import { hasWaypoint, selectionOf, toggled, waitAt, wholeArrivals } from "@/editor";
import { useEditor, useScenario, useSession, useWorld } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { ActionButton } from "../../shell/ActionButton";
import { Section } from "../Section";
import { useWorldFields } from "../worldFields";
import panels from "../panels.module.css";
import classes from "./actor.module.css";

/** Longer lists are not useful to a reader; the stage and the timeline show them all. */
const MAX_LISTED = 120;

/** Every waypoint with its position, arrival and hold; the selected one can be edited completely. */
export function WaypointsSection({ actor }: { actor: Actor }) {
  const { waypoints } = actor.trajectory;
  const arrivals = wholeArrivals(useWorld(), actor);
  return (
    <Section
      title={`Waypoints (${waypoints.length})`}
      action={
        <ActionButton action="motion.add-keyframe">
          <IconKeyframe size={16} stroke={1.75} />
        </ActionButton>
      }
    >
      <ol className={panels.list}>
        {waypoints.slice(0, MAX_LISTED).map((_, index) => (
          <WaypointItem key={index} actor={actor} index={index} arrival={arrivals[index] ?? 0} />
        ))}
      </ol>
      {waypoints.length > MAX_LISTED && (
        <p className={panels.hint}>{waypoints.length - MAX_LISTED} more: select them on the stage or in the timeline.</p>
      )}
    </Section>
  );
}

function WaypointItem({ actor, index, arrival }: { actor: Actor; index: number; arrival: number }) {
  const editor = useEditor();
  const { player } = useServices();
  const world = useWorld();
  const { Waypoint, waypointPlace, waitText } = useWorldFields();
  const fps = useScenario((scenario) => scenario.video.fps);
  const ref = { actorId: actor.id, index };
  const selected = useSession(({ selection }) => hasWaypoint(selection, ref));
  const alone = useSession(({ selection }) => selection.waypoints.length === 1);
  const waypoint = actor.trajectory.waypoints[index];
  if (!waypoint) return null;
  const waits = waitAt(world, actor, index);
  const frame = motionSpan(actor).startFrame + arrival;
  return (
    <li className={classes.waypoint} data-selected={selected || undefined}>
      <button
        type="button"
        className={classes.waypointButton}
        aria-pressed={selected}
        onClick={(event) => {
          const { selection } = editor.session.getState();
          editor.session.setState({
            selection: event.shiftKey ? toggled(selection, { waypoint: ref }) : selectionOf({ actors: [actor.id], waypoints: [ref] }),
          });
        }}
        onDoubleClick={() => player.seek(frame)}
      >
        <span className={classes.waypointIndex}>{index + 1}</span>
        <span>{waypointPlace(waypoint)}</span>
        <span className={classes.waypointTime} data-set={waypoint.at !== undefined || index === 0 || undefined}>
          {frame} f
        </span>
        <span className={classes.waypointHold}>{waits === 0 ? "" : waitText(waits, fps)}</span>
      </button>
      {selected && alone && <Waypoint actor={actor} index={index} arrival={arrival} />}
    </li>
  );
}
