import { ActionIcon, Tooltip } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { LIMITS, SCENE_KINDS, TRAFFIC_SIDES, trafficOf } from "@/core/document";
import { scaleOfScene } from "@/core/scene";
import { setScale, setScene } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { SelectField } from "../../fields/SelectField";
import { Section } from "../Section";
import { BackgroundField } from "./BackgroundField";
import { SCENE_LABELS, TRAFFIC_LABELS } from "./labels";
import { SeedField, StyleField } from "./lookFields";
import classes from "./scenario.module.css";

/** The scene of a picture, and how it is drawn. */
export function SceneSection() {
  const editor = useEditor();
  const kind = useScenario((scenario) => scenario.scene.kind);
  const variant = useScenario((scenario) => scenario.scene.variant);
  const traffic = useScenario((scenario) => trafficOf(scenario.scene));
  return (
    <Section title="Picture">
      <SelectField
        label="Scene"
        value={kind}
        options={SCENE_KINDS.map((value) => ({ value, label: SCENE_LABELS[value] }))}
        onChange={(value) => editor.run(setScene({ kind: value }))}
      />
      <SelectField
        label="Traffic"
        value={traffic}
        options={TRAFFIC_SIDES.map((value) => ({ value, label: TRAFFIC_LABELS[value] }))}
        onChange={(value) => editor.run(setScene({ traffic: value }))}
      />
      <DocumentNumber label="Variation" value={variant} min={0} max={9999} change={(value) => setScene({ variant: value })} />
      <ScaleField />
      <BackgroundField />
      <StyleField />
      <SeedField />
    </Section>
  );
}

/** How large a metre is: what speeds in metres per second are reckoned by. Free, it follows from the scene. */
function ScaleField() {
  const editor = useEditor();
  const scale = useScenario(scaleOfScene);
  const isSet = useScenario((scenario) => scenario.scene.pixelsPerMetre !== undefined);
  return (
    <div className={classes.withButton}>
      <DocumentNumber
        label="Scale"
        value={scale}
        unit="px/m"
        units={{ "px/m": 1, px: 1 }}
        digits={1}
        {...LIMITS.pixelsPerMetre}
        change={setScale}
      />
      <Tooltip label="Reset to the scene’s scale">
        <ActionIcon
          variant="default"
          aria-label="Reset to the scene’s scale"
          disabled={!isSet}
          onClick={() => editor.run(setScale(undefined))}
        >
          <IconRestore size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
