import { Button, Progress } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useStore } from "zustand";
import { useEditor, useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { useAction } from "../context/useAction";
import { NumberField } from "../fields/NumberField";
import { SwitchField } from "../fields/SwitchField";
import { fileName } from "@/core/names";
import { offerDownload } from "@/services/files/download";
import { attempt } from "../library/attempt";
import { Tile, Tiles } from "../look/Tiles";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { FAULT_LABELS } from "./faultWords";
import { FrameFaults } from "./FrameFaults";
import { COUNT_LABELS, OUTCOME_EDGES } from "./outcomeWords";
import { SearchSection } from "../search/SearchSection";
import { DetectorChoice } from "./DetectorChoice";
import { RealDetector } from "./RealDetector";
import { areBoxesOn, isDetectionsOn, switchBoxes, switchDetections } from "@/services/detection/panelState";
import { showDetector } from "./detectorTab";
import { ProfileChoice } from "./ProfileChoice";
import { OUTCOMES, type StreamView } from "@/services/detection/streamView";
import classes from "./detection.module.css";

/** What a detector, simulated or real, reports for the open scenario. */
export function DetectionsTab() {
  const { detector } = useServices();
  const isSimulated = useStore(detector.runSetup, (setup) => setup.detector === "simulated");
  return (
    <>
      {isSimulated ? <SimulatedDetector /> : <RealDetector />}
      <SearchSection />
    </>
  );
}

function SimulatedDetector() {
  const editor = useEditor();
  const on = useSession((session) => isDetectionsOn(session.panels));
  const boxes = useSession((session) => areBoxesOn(session.panels));
  return (
    <>
      <Section title="Simulation">
        <DetectorChoice />
        <SwitchField label="Simulate for this scenario" checked={on} onChange={(checked) => switchDetections(editor, checked)} />
        <ProfileChoice />
        <SeedField />
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => showDetector(editor, "profile")}>
            Edit profile
          </Button>
        </div>
      </Section>
      {on ? (
        <>
          <StreamSection />
          <FrameFaults />
          <Section title="Show on the stage">
            <SwitchField label="Detection boxes" checked={boxes} onChange={(checked) => switchBoxes(editor, checked)} />
          </Section>
        </>
      ) : (
        <Section title="Detections">
          <p className={panels.hint}>
            The simulation is off. When it is on, detections appear in the timeline and over the video, and follow every change to the
            scenario.
          </p>
        </Section>
      )}
    </>
  );
}

export function SeedField() {
  const { detector } = useServices();
  const seed = useStore(detector.setup, (state) => state.seed);
  return <NumberField label="Seed" value={seed} min={0} max={0xffff_ffff} onChange={(next) => detector.setup.setState({ seed: next })} />;
}

function StreamSection() {
  const { detector } = useServices();
  const { view, running, fault } = useStore(detector.stream);
  const nextFault = useAction("detections.next-fault");
  const previousFault = useAction("detections.previous-fault");
  return (
    <Section title="Detections">
      {fault !== null && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      {view && <Counts view={view} />}
      <Progress
        value={(running?.share ?? 1) * 100}
        size={3}
        aria-label={running?.step ?? "The simulation is up to date"}
        style={{ visibility: running ? "visible" : "hidden" }}
      />
      {view && (
        <>
          <div className={classes.buttons}>
            <Button variant="default" onClick={previousFault.perform}>
              Previous fault
            </Button>
            <Button variant="default" onClick={nextFault.perform}>
              Next fault
            </Button>
          </div>
          <Downloads />
        </>
      )}
    </Section>
  );
}

function Counts({ view }: { view: StreamView }) {
  const kinds = (Object.keys(FAULT_LABELS) as (keyof typeof FAULT_LABELS)[]).filter((kind) => view.faults[kind] !== undefined);
  return (
    <>
      <Tiles columns={3}>
        {OUTCOMES.map((outcome) => (
          <Tile key={outcome} name={COUNT_LABELS[outcome]} value={String(view.totals[outcome])} outcome={OUTCOME_EDGES[outcome]} />
        ))}
      </Tiles>
      {!view.hasBoxes && view.events > 0 && (
        <p className={panels.hint}>This profile reports times but no boxes, so only misses are drawn over the video.</p>
      )}
      <dl className={classes.tally} aria-label="Injected faults">
        {kinds.map((kind) => (
          <div key={kind} style={{ display: "contents" }}>
            <dt>{FAULT_LABELS[kind]}</dt>
            <dd>{view.faults[kind]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Downloads() {
  const { detector } = useServices();
  const name = useScenario((scenario) => scenario.name);
  const download = (format: "json" | "ndjson") =>
    void attempt("The detections could not be saved", async () =>
      offerDownload(await detector.streamFile(format), `${fileName(name)}.detections.${format}`),
    );
  return (
    <div className={classes.buttons}>
      <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />} onClick={() => download("json")}>
        Events and faults (JSON)
      </Button>
      <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />} onClick={() => download("ndjson")}>
        Events (NDJSON)
      </Button>
    </div>
  );
}
