import { ActionIcon, SegmentedControl, Tooltip } from "@mantine/core";
import { IconDice, IconRestore } from "@tabler/icons-react";
import { LIMITS, PICTURE_STYLES, SCENE_KINDS, TRAFFIC_SIDES, trafficOf } from "@/core/document";
import { scaleOfScene } from "@/core/scene";
import { describeScenario, renameScenario, setScale, setScene, setSeed, setStyle } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { TextField } from "../../fields/TextField";
import { Section } from "../Section";
import { CamerasSection } from "../road/CamerasSection";
import { RoadSection } from "../road/RoadSection";
import { ScenerySection } from "../road/ScenerySection";
import { BackgroundField } from "./BackgroundField";
import { CameraSection } from "./CameraSection";
import { GeneratorsSection } from "./GeneratorsSection";
import { SCENE_LABELS, STYLE_LABELS, TRAFFIC_LABELS } from "./labels";
import { OccludersSection } from "./OccludersSection";
import { RegionsSection } from "./RegionsSection";
import { SensorSection } from "./SensorSection";
import { VideoSection } from "./VideoSection";
import classes from "./scenario.module.css";

/** Settings of the whole scenario. */
export function ScenarioPanel() {
  const road = useScenario((scenario) => scenario.road);
  if (road)
    return (
      <>
        <IdentitySection />
        <RoadSection road={road} />
        <ScenerySection road={road} />
        <CamerasSection road={road} />
        <VideoSection />
        <OccludersSection />
        <RegionsSection />
        <CameraSection />
        <SensorSection />
      </>
    );
  return (
    <>
      <IdentitySection />
      <SceneSection />
      <VideoSection />
      <GeneratorsSection />
      <OccludersSection />
      <RegionsSection />
      <CameraSection />
      <SensorSection />
    </>
  );
}

function IdentitySection() {
  const editor = useEditor();
  const name = useScenario((scenario) => scenario.name);
  const description = useScenario((scenario) => scenario.description);
  const isRoad = useScenario((scenario) => scenario.road !== undefined);
  return (
    <Section title="Scenario">
      <TextField label="Name" value={name} onChange={(text) => editor.run(renameScenario(text))} />
      <TextField
        label="Description"
        value={description}
        placeholder="What happens and what it tests"
        lines={2}
        maxLength={10_000}
        onChange={(text) => editor.run(describeScenario(text))}
      />
      {isRoad && (
        <>
          <StyleField />
          <SeedField />
        </>
      )}
    </Section>
  );
}

function SceneSection() {
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

function StyleField() {
  const editor = useEditor();
  const style = useScenario((scenario) => scenario.style);
  return (
    <FieldRow label="Style">
      <SegmentedControl
        fullWidth
        aria-label="Style"
        value={style}
        data={PICTURE_STYLES.map((value) => ({ value, label: STYLE_LABELS[value] }))}
        onChange={(value) => {
          const next = PICTURE_STYLES.find((candidate) => candidate === value);
          if (next) editor.run(setStyle(next));
        }}
      />
    </FieldRow>
  );
}

function SeedField() {
  const editor = useEditor();
  const seed = useScenario((scenario) => scenario.seed);
  return (
    <div className={classes.withButton}>
      <DocumentNumber label="Seed" value={seed} min={0} max={0xffff_ffff} change={setSeed} />
      <Tooltip label="New seed">
        <ActionIcon variant="default" aria-label="New seed" onClick={() => editor.run(setSeed(nextSeed(seed)))}>
          <IconDice size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
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

/** Goes through the seeds in an order that looks random and repeats only after all of them. */
const nextSeed = (seed: number): number => (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
