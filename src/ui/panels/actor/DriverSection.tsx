import { ActionIcon, Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { GAZE_TARGETS, HAND_PLACES, HEAD_LIMITS, MOUTHS, type DriverKeyframe } from "@/core/driver";
import type { Actor } from "@/core/document";
import { motionSpan } from "@/core/timeline";
import { changePoseAt, deletePose, poseByHand, poseShownAt, repeatUsualPoses, type PoseChange } from "@/editor";
import { useAtPlayhead, useEditor, useScenario } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { frameUnits } from "../../fields/units";
import { FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { SliderField } from "../../fields/SliderField";
import { SwitchField } from "../../fields/SwitchField";
import { GAZE_LABELS, HAND_LABELS, MOUTH_LABELS, poseText } from "../../look/driver";
import { Section } from "../Section";
import panels from "../panels.module.css";
import panel from "./actor.module.css";
import classes from "./driver.module.css";

const optionsOf = <Value extends string>(values: readonly Value[], labels: Record<Value, string>) =>
  values.map((value) => ({ value, label: labels[value] }));
const GAZES = optionsOf(GAZE_TARGETS, GAZE_LABELS);
const HANDS = optionsOf(HAND_PLACES, HAND_LABELS);
const MOUTH_OPTIONS = optionsOf(MOUTHS, MOUTH_LABELS);

/** What a driver in the cabin does: the pose at the playhead, and the list of all. A change away from a pose begins a new one there. */
export function DriverSection({ actor }: { actor: Actor }) {
  const editor = useEditor();
  const pose = usePoseAtPlayhead(actor.id);
  if (!actor.driverPoses || !pose)
    return (
      <Section title="Poses">
        <p className={panels.hint}>
          Repeats what its model usually does. Pose it by hand to say when it looks where, and what its hands do.
        </p>
        <div className={panel.waypointButtons}>
          <Button variant="default" onClick={() => editor.run(poseByHand([actor.id]))}>
            Pose by hand
          </Button>
        </div>
      </Section>
    );
  return (
    <Section title="Poses">
      <PoseList actor={actor} poses={actor.driverPoses} present={pose} />
      <PoseFields actor={actor} pose={pose} />
      <div className={panel.waypointButtons}>
        <Button variant="default" onClick={() => editor.run(repeatUsualPoses([actor.id]))}>
          Repeat the usual
        </Button>
      </div>
    </Section>
  );
}

function usePoseAtPlayhead(actorId: string): DriverKeyframe | undefined {
  return useAtPlayhead((scenario, frame) => {
    const actor = scenario.actors.find(({ id }) => id === actorId);
    return actor && poseShownAt(actor, frame);
  });
}

type ListProps = { readonly actor: Actor; readonly poses: readonly DriverKeyframe[]; readonly present: DriverKeyframe };

function PoseList({ actor, poses, present }: ListProps) {
  const editor = useEditor();
  const { player } = useServices();
  const { startFrame } = motionSpan(actor);
  return (
    <ol className={panels.list} aria-label="Poses of the driver">
      {poses.map((pose) => (
        <li key={pose.at} className={classes.pose} data-selected={pose === present || undefined}>
          <button
            type="button"
            className={classes.poseButton}
            aria-pressed={pose === present}
            onClick={() => player.seek(Math.max(0, startFrame + pose.at))}
          >
            <span className={classes.text} title={poseText(pose)}>
              {poseText(pose)}
            </span>
            <span className={classes.frame}>{startFrame + pose.at} f</span>
          </button>
          {poses.length > 1 && (
            <ActionIcon
              size={24}
              aria-label={`Delete the pose at frame ${startFrame + pose.at}`}
              onClick={() => editor.run(deletePose(actor.id, pose.at))}
            >
              <IconTrash size={14} stroke={1.75} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ol>
  );
}

function PoseFields({ actor, pose }: { actor: Actor; pose: DriverKeyframe }) {
  const editor = useEditor();
  const fps = useScenario((scenario) => scenario.video.fps);
  const change = (values: PoseChange) => changePoseAt(actor.id, editor.transient.getState().frame, values);
  const run = (values: PoseChange) => editor.run(change(values));
  const head = pose.head;
  const angle = (key: "yaw" | "pitch" | "roll", label: string, prefix: string) => (
    <DocumentNumber
      label={label}
      prefix={prefix}
      value={head?.[key]}
      unit="°"
      units={{ "°": 1 }}
      min={-HEAD_LIMITS[key]}
      max={HEAD_LIMITS[key]}
      change={(value) => change({ head: { yaw: 0, pitch: 0, roll: 0, ...head, [key]: value } })}
    />
  );
  return (
    <>
      <SelectField label="Looks at" value={pose.gaze} options={GAZES} onChange={(gaze) => run({ gaze })} />
      <SliderField label="Eyes open" value={pose.eyes} change={(eyes) => change({ eyes })} />
      <SelectField label="Mouth" value={pose.mouth} options={MOUTH_OPTIONS} onChange={(mouth) => run({ mouth })} />
      <SelectField label="Left hand" value={pose.leftHand} options={HANDS} onChange={(leftHand) => run({ leftHand })} />
      <SelectField label="Right hand" value={pose.rightHand} options={HANDS} onChange={(rightHand) => run({ rightHand })} />
      <SwitchField
        label="Head follows the gaze"
        checked={head === undefined}
        onChange={(follows) => run({ head: follows ? undefined : { yaw: 0, pitch: 0, roll: 0 } })}
      />
      {head && (
        <FieldRow label="Head">
          <div className={classes.angles}>
            {angle("yaw", "Head, to its left", "Left")}
            {angle("pitch", "Head, downwards", "Down")}
            {angle("roll", "Head, tilted to its right", "Tilt")}
          </div>
        </FieldRow>
      )}
      {pose.at > 0 && (
        <DocumentNumber
          label="Moves in over"
          value={pose.fadeFrames}
          unit="f"
          units={frameUnits(fps)}
          min={0}
          change={(fadeFrames) => change({ fadeFrames })}
        />
      )}
    </>
  );
}
