import { SegmentedControl, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { SCENE_KINDS, TRAFFIC_SIDES } from "@/core/document";
import { ROAD_KINDS, usualRoadPlan } from "@/core/world/roads";
import { blankScenario, type NewScenario } from "@/editor";
import { useEditor, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { ROADS } from "../look/roads";
import { SCENE_LABELS, TRAFFIC_LABELS } from "../panels/scenario/labels";
import { Picture } from "../pictures/Picture";
import { PlanDrawing } from "../pictures/PlanDrawing";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./dialogs.module.css";

/** What a new scenario is of: a road, in metres, or a scene, in pixels. A click opens it empty; the open scenario is kept. */
export function NewDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="New scenario" size={960}>
      <Choices onClose={onClose} />
    </DialogFrame>
  );
}

function Choices({ onClose }: Pick<DialogProps, "onClose">) {
  const { files } = useServices();
  const editor = useEditor();
  const traffic = useSession(({ newTraffic }) => newTraffic);
  const scenes = useMemo(
    () => SCENE_KINDS.map((kind) => ({ kind, scenario: blankScenario(`scene-${kind}-${traffic}`, { scene: kind, traffic }) })),
    [traffic],
  );
  const plans = useMemo(() => ROAD_KINDS.map((kind) => ({ kind, plan: { ...usualRoadPlan(kind), traffic } })), [traffic]);
  const create = (of: NewScenario) => () => {
    onClose();
    void files.create({ ...of, traffic });
  };
  return (
    <>
      <div className={classes.choice}>
        <span>Traffic drives</span>
        <SegmentedControl
          size="xs"
          aria-label="Traffic drives"
          value={traffic}
          data={TRAFFIC_SIDES.map((value) => ({ value, label: TRAFFIC_LABELS[value].toLowerCase() }))}
          onChange={(value) => {
            const newTraffic = TRAFFIC_SIDES.find((candidate) => candidate === value);
            if (newTraffic) editor.session.setState({ newTraffic });
          }}
        />
      </div>
      <section aria-label="Road">
        <h3 className={classes.groupTitle}>Road</h3>
        <p className={classes.groupText}>
          Metres and km/h, seen by cameras with realistic lenses: a dashcam, a pole camera, a fisheye. The ground truth contains 3-D boxes,
          distances and speeds.
        </p>
        <div className={classes.small}>
          {plans.map(({ kind, plan }, index) => (
            <UnstyledButton
              key={kind}
              className={classes.preset}
              onClick={create({ road: kind })}
              data-autofocus={index === 0 || undefined}
            >
              <PlanDrawing plan={plan} className={classes.presetPicture} />
              <span className={classes.presetName}>{ROADS[kind].label}</span>
              <span className={classes.presetText}>{ROADS[kind].text}</span>
            </UnstyledButton>
          ))}
        </div>
      </section>
      <section aria-label="Scene">
        <h3 className={classes.groupTitle}>Scene seen from the side</h3>
        <p className={classes.groupText}>
          Pixels, as in the reference generator: boxes are exactly where you draw them, and you can use your own image or video as
          background.
        </p>
        <div className={classes.small}>
          {scenes.map(({ kind, scenario }) => (
            <UnstyledButton key={kind} className={classes.preset} onClick={create({ scene: kind })}>
              <Picture className={classes.presetPicture} scenario={scenario} frame={0} />
              <span className={classes.presetName}>{SCENE_LABELS[kind]}</span>
            </UnstyledButton>
          ))}
        </div>
      </section>
    </>
  );
}
