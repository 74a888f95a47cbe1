import { Button } from "@mantine/core";
import { IconArrowsExchange, IconScissors, IconWaveSine } from "@tabler/icons-react";
import { MOTION_LIMITS, usualMotion, type Actor } from "@/core/document";
import { roadUserKind, roadUserOf } from "@/core/world";
import { changeMotion, leaveLanes, makeSpeedConstant, meanSpeed, setReversing, setSpeed } from "@/editor";
import { perFrame, perSecond } from "@/core/timeline";
import { useEditor, useScenario, useWorld } from "../../../context/EditorContext";
import { sharedOf } from "../../../context/useSelection";
import { DocumentNumber } from "../../../fields/DocumentNumber";
import { FieldRow } from "../../../fields/FieldRow";
import { RoadSpeed } from "../../../fields/RoadSpeed";
import { SwitchField } from "../../../fields/SwitchField";
import { ActionButton } from "../../../shell/ActionButton";
import { CurveField } from "../../actor/CurveField";
import { Section } from "../../Section";
import panels from "../../panels.module.css";
import { MotionWarnings } from "./MotionWarnings";
import { SpeedUnitChoice } from "./SpeedUnitChoice";
import classes from "../road.module.css";

const ICON = { size: 16, stroke: 1.75 };
const ACCELERATION = { unit: "m/s²", units: { "m/s²": 1 }, step: 0.1, digits: 2, ...MOTION_LIMITS.acceleration } as const;
const DEGREES = { unit: "°", units: { "°": 1, deg: 1 }, step: 5, digits: 1, min: -360, max: 360 } as const;

/** How actors move along their paths: speed, acceleration and braking, and what a body cannot do of it. */
export function MotionSection({ actors }: { actors: readonly Actor[] }) {
  const editor = useEditor();
  const world = useWorld();
  const fps = useScenario((scenario) => scenario.video.fps);
  const ids = actors.map(({ id }) => id);
  const placesOf = (key: string) => ids.map((id) => ({ of: "actor" as const, id, key }));
  const motions = actors.map((actor) => actor.motion ?? usualMotion(actor));
  const moving = actors.some(({ trajectory }) => trajectory.waypoints.length > 1);
  const byArrivals = actors.some((actor) => !world.isTimedBySpeeds(actor));
  const onWheels = actors.some(({ type, appearance }) => roadUserOf(roadUserKind(type, appearance.model)).rearAxle !== undefined);
  const lanes = actors.length === 1 ? motions[0]?.lanes : undefined;
  return (
    <Section
      title="Motion"
      action={
        <span>
          <ActionButton action="motion.reverse">
            <IconArrowsExchange {...ICON} />
          </ActionButton>
          <ActionButton action="motion.constant-speed">
            <IconWaveSine {...ICON} />
          </ActionButton>
          <ActionButton action="motion.split">
            <IconScissors {...ICON} />
          </ActionButton>
        </span>
      }
    >
      {!moving && (
        <DocumentNumber
          label="Heading"
          value={sharedOf(motions, ({ heading = 0 }) => heading)}
          {...DEGREES}
          change={(heading) => changeMotion(ids, { heading })}
          places={placesOf("motion.heading")}
        />
      )}
      {moving && byArrivals && (
        <>
          <RoadSpeed
            label="Mean speed"
            min={0.05}
            value={sharedOf(actors, (actor) => perSecond(meanSpeed(world, actor), fps))}
            change={(speed) => setSpeed(ids, perFrame(speed, fps))}
          />
          <p className={panels.hint}>Arrivals at waypoints are set, so speeds follow from them.</p>
          <Button variant="default" onClick={() => editor.run(makeSpeedConstant(ids))}>
            Time by speed instead
          </Button>
        </>
      )}
      {moving && !byArrivals && (
        <>
          <RoadSpeed
            label="Starts with"
            value={sharedOf(motions, ({ speed }) => speed)}
            change={(speed) => changeMotion(ids, { speed })}
            places={placesOf("motion.speed")}
          />
          <DocumentNumber
            label="Acceleration"
            value={sharedOf(motions, ({ acceleration }) => acceleration)}
            {...ACCELERATION}
            change={(acceleration) => changeMotion(ids, { acceleration })}
            places={placesOf("motion.acceleration")}
          />
          <DocumentNumber
            label="Braking"
            value={sharedOf(motions, ({ deceleration }) => deceleration)}
            {...ACCELERATION}
            change={(deceleration) => changeMotion(ids, { deceleration })}
            places={placesOf("motion.deceleration")}
          />
        </>
      )}
      <SpeedUnitChoice />
      {moving && onWheels && (
        <SwitchField
          label="Starts in reverse"
          checked={motions.every(({ reversing }) => reversing === true)}
          onChange={(on) => editor.run(setReversing(ids, on))}
        />
      )}
      {lanes ? (
        <>
          <FieldRow label={lanes.length === 1 ? "Follows lane" : "Follows lanes"}>
            <span className={classes.laneNames} title={lanes.join(", ")}>
              {lanes.join(", ")}
            </span>
          </FieldRow>
          <Button variant="default" onClick={() => editor.run(leaveLanes(ids))}>
            Leave the lane, keep the course
          </Button>
        </>
      ) : (
        moving && <CurveField actors={actors} label="Path" />
      )}
      {actors.map((actor) => (
        <MotionWarnings key={actor.id} actor={actor} isNamed={actors.length > 1} />
      ))}
    </Section>
  );
}
