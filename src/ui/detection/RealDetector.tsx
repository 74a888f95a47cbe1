import { counted } from "@/core/text";
import { useStore } from "zustand";
import { isInCabin } from "@/core/scene";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { COCO_LABELS } from "@/detectors/classes/coco";
import { planOf } from "@/services/detection/run/plan";
import { areBoxesOn, isDetectionsOn, switchBoxes, switchDetections } from "@/services/detection/panelState";
import { rateText } from "@/services/detection/run/runWords";
import { useEditor, useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { NumberField } from "../fields/NumberField";
import { SwitchField } from "../fields/SwitchField";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { ClassMeanings } from "./ClassMeanings";
import { DetectorChoice } from "./DetectorChoice";
import { OwnModel } from "./OwnModel";
import { PictureSource } from "./PictureSource";
import { RunButton, RunResults } from "./RunResults";

/** A real detector: what is run on which frames, and what it found. */
export function RealDetector() {
  const editor = useEditor();
  const boxes = useSession((session) => areBoxesOn(session.panels));
  const on = useSession((session) => isDetectionsOn(session.panels));
  const { detector, pictures } = useServices();
  const setup = useStore(detector.runSetup);
  const video = useStore(detector.video, (state) => state.chosen);
  const own = useStore(detector.ownModel.state);
  const hasView = useStore(detector.run, (state) => state.view !== null);
  return (
    <>
      <Section title="Run">
        <DetectorChoice />
        {setup.detector === "onnx" ? <OwnModel /> : <BuiltinDetector />}
        <PictureSource />
        <RateField />
        <ConfidenceField />
        <RunButton
          disabled={(setup.detector === "onnx" && own.understood === null) || (setup.pictures === "video" && video === null)}
          onRun={() => {
            const { scenario } = editor.document.getState();
            const plan = planOf({ scenario, store: pictures, rangeStart: editor.session.getState().range?.from ?? 0, setup, own, video });
            if (plan) void detector.runDetector(plan);
          }}
        />
      </Section>
      <RunResults />
      {hasView && (
        <Section title="Show">
          <SwitchField label="Detections in the timeline" checked={on} onChange={(checked) => switchDetections(editor, checked)} />
          <SwitchField
            label="Detection boxes on the stage"
            checked={boxes}
            onChange={(checked) => {
              if (checked) switchDetections(editor, true);
              switchBoxes(editor, checked);
            }}
          />
        </Section>
      )}
    </>
  );
}

/** The built-in detector: what it can find, and what that counts as. */
export function BuiltinDetector() {
  const { detector } = useServices();
  const meanings = useStore(detector.runSetup, (setup) => setup.builtinMeanings);
  return (
    <>
      <KnownViews />
      <ClassMeanings
        labels={COCO_LABELS}
        classMap={{ ...USUAL_CLASS_MAP, ...meanings }}
        onChange={(label, meaning) => detector.runSetup.setState({ builtinMeanings: { ...meanings, [label]: meaning } })}
      />
    </>
  );
}

/** What a detector trained on COCO can be expected to find in the open scenario. */
function KnownViews() {
  const showsCabin = useScenario(isInCabin);
  const isSchematic = useScenario((scenario) => scenario.style === "schematic");
  const builtIn = "Trained on COCO’s photos: finds people, bicycles, motorcycles, cars, buses and trucks.";
  if (showsCabin)
    return (
      <p className={panels.hint}>
        {builtIn} It knows streets, not views into a car’s cabin: expect it to find little of this scene. A distracted driver is a person to
        it, which counts as a pedestrian unless you change its meaning under Classes.
      </p>
    );
  if (isSchematic) return <p className={panels.hint}>{builtIn} It does not recognise the plain rectangles of the schematic style.</p>;
  return <p className={panels.hint}>{builtIn}</p>;
}

export function RateField() {
  const { detector } = useServices();
  const every = useStore(detector.runSetup, (setup) => setup.every);
  const fps = useScenario((scenario) => scenario.video.fps);
  const frames = useScenario((scenario) => scenario.video.durationFrames);
  const looked = Math.ceil(frames / every);
  return (
    <>
      <NumberField
        label="Look every"
        value={every}
        unit={every === 1 ? "frame" : "frames"}
        min={1}
        max={1000}
        onChange={(next) => detector.runSetup.setState({ every: Math.round(next) })}
      />
      <p className={panels.hint}>
        {rateText(fps, every)}, {looked} of {counted(frames, "frame")}.
      </p>
    </>
  );
}

export function ConfidenceField() {
  const { detector } = useServices();
  const confidence = useStore(detector.runSetup, (setup) => setup.confidence);
  return (
    <NumberField
      label="Confidence"
      value={confidence}
      unit="or more"
      min={0}
      max={1}
      step={0.05}
      digits={2}
      onChange={(next) => detector.runSetup.setState({ confidence: next })}
    />
  );
}
