import { Button, FileButton, SegmentedControl } from "@mantine/core";
import { IconFile, IconFileImport, IconRadar2 } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useStore } from "zustand";
import { counted } from "@/core/text";
import { ACTOR_LABELS, ACTOR_TYPES } from "@/core/document";
import { useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { NumberField } from "../fields/NumberField";
import { SelectField } from "../fields/SelectField";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import detection from "../detection/detection.module.css";
import { profileTitle } from "../detection/profileWords";
import type { DetectorRun } from "@/services/detection/run/detectorRun";
import { reportsOf } from "@/services/detection/run/runs";
import type { EvaluationSettings, EvaluationSource, FileReading } from "@/services/detection/worker/protocol";
import classes from "./evaluation.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;
const MATCHES = [
  { value: "auto", label: "Boxes, or times where there are none" },
  { value: "boxes", label: "Boxes" },
  { value: "times", label: "Times" },
] as const;
const ORIGINS = [
  { value: "1", label: "1, as MOTChallenge does" },
  { value: "0", label: "0" },
] as const;
const USUAL_TOLERANCES = [50, 100, 150, 200];

/** If no first frame is given, it is that of the in point. */
type FormReading = Omit<FileReading, "firstFrame"> & { readonly firstFrame: number | null };

/** Kept while the page is open, so that switching to another tab and back loses nothing. */
let kept: { source: "detector" | "file"; file: File | null; reading: FormReading } = {
  source: "detector",
  file: null,
  reading: { motOrigin: 1, classLabel: "", firstFrame: null },
};

/** What to evaluate, and what counts as found. */
export function EvaluationForm() {
  const { detector } = useServices();
  const profile = useStore(detector.setup, (state) => state.profile.name);
  const seed = useStore(detector.setup, (state) => state.seed);
  const isSimulated = useStore(detector.runSetup, (state) => state.detector === "simulated");
  const run = useStore(detector.run, (state) => (state.running ? null : state.latest));
  const running = useStore(detector.evaluation, (state) => state.running !== null);
  const settings = useStore(detector.evaluationSettings);
  const lastFrame = useScenario((scenario) => scenario.video.durationFrames) - 1;
  const rangeStart = useSession((session) => session.range?.from ?? 0);
  // The same file, corrected, can be chosen again.
  const reset = useRef<() => void>(null);
  const [form, setForm] = useState(kept);
  const { source, file, reading } = form;
  const firstFrame = Math.min(reading.firstFrame ?? rangeStart, lastFrame);
  const change = (part: Partial<typeof form>) => setForm((kept = { ...form, ...part }));
  const set = (part: Partial<EvaluationSettings>) => detector.evaluationSettings.setState(part);
  const chosen = ((): EvaluationSource | null => {
    if (source === "file") return file && { kind: "file", file, reading: { ...reading, firstFrame } };
    if (isSimulated) return { kind: "stream", key: detector.setup.getState() };
    return run && { kind: "run", run: reportsOf(run) };
  })();
  return (
    <Section title="Evaluate">
      <SegmentedControl
        aria-label="What to evaluate"
        data={[
          { value: "detector", label: isSimulated ? "Simulated detections" : "Detector run" },
          { value: "file", label: "Detector output file" },
        ]}
        value={source}
        onChange={(value) => change({ source: value === "file" ? "file" : "detector" })}
      />
      {source === "detector" ? (
        <p className={classes.source}>
          <IconRadar2 {...ICON} /> {isSimulated ? `${profileTitle(profile)}, seed ${seed}` : runTitle(run)}
        </p>
      ) : (
        <>
          <div className={classes.source}>
            <FileButton
              resetRef={reset}
              accept=".json,.ndjson,.jsonl,.txt,.csv"
              inputProps={{ "aria-label": "Detections file" }}
              onChange={(chosen) => {
                if (chosen) change({ file: chosen });
                reset.current?.();
              }}
            >
              {(props) => (
                <Button variant="default" leftSection={<IconFileImport {...ICON} />} {...props}>
                  Choose file
                </Button>
              )}
            </FileButton>
            {file && (
              <span className={classes.fileName}>
                <IconFile {...ICON} /> {file.name}
              </span>
            )}
          </div>
          <p className={panels.hint}>
            Jaywalk’s JSON, NDJSON or CSV, COCO results with image IDs starting at 1, or MOTChallenge or KITTI results.
          </p>
          <NumberField
            label="First frame"
            value={firstFrame}
            unit="frame"
            min={0}
            max={lastFrame}
            step={1}
            digits={0}
            onChange={(frame) => change({ reading: { ...reading, firstFrame: frame } })}
          />
          <p className={panels.hint}>The scenario frame at which the file starts: above 0 if only part of the video was exported.</p>
          {file && /\.(txt|csv)$/i.test(file.name) && <MotFields reading={reading} onChange={(next) => change({ reading: next })} />}
        </>
      )}
      <SelectField label="Compare" value={settings.matchBy} options={MATCHES} onChange={(matchBy) => set({ matchBy })} />
      <NumberField
        label="Minimum overlap"
        value={settings.iou}
        unit="IoU"
        min={0.05}
        max={1}
        step={0.05}
        digits={2}
        onChange={(iou) => set({ iou })}
      />
      <NumberField
        label="Tolerance"
        value={settings.toleranceMs}
        unit="ms"
        units={{ ms: 1, s: 1000 }}
        min={0}
        max={10_000}
        step={10}
        onChange={(toleranceMs) => set({ toleranceMs })}
      />
      <div className={classes.usual} role="group" aria-label="Common tolerances">
        {USUAL_TOLERANCES.map((milliseconds) => (
          <Button
            key={milliseconds}
            variant="default"
            aria-pressed={settings.toleranceMs === milliseconds}
            onClick={() => set({ toleranceMs: milliseconds })}
          >
            {milliseconds} ms
          </Button>
        ))}
      </div>
      <NumberField
        label="Confidence"
        value={settings.confidenceThreshold}
        unit="or more"
        min={0}
        max={1}
        step={0.05}
        digits={2}
        onChange={(confidenceThreshold) => set({ confidenceThreshold })}
      />
      <NumberField
        label="Visibility"
        value={settings.minVisibility * 100}
        unit="% or more"
        units={{ "%": 1 }}
        min={0}
        max={100}
        onChange={(percent) => set({ minVisibility: percent / 100 })}
      />
      <p className={panels.hint}>Objects of which nothing can be seen never count.</p>
      <div className={detection.buttons}>
        <Button onClick={() => chosen && void detector.evaluate(chosen, settings)} disabled={running || chosen === null}>
          Evaluate
        </Button>
      </div>
    </Section>
  );
}

const runTitle = (run: DetectorRun | null): string =>
  run ? `${run.detector.name}, ${counted(run.frames.length, "frame")}` : "Not run yet: run it under Detections";

const NO_CLASS = { value: "", label: "The only class of the ground truth; refused if there are several" };

/** What a MOT file does not state. */
function MotFields({ reading, onChange }: { reading: FormReading; onChange: (reading: FormReading) => void }) {
  return (
    <>
      <SelectField
        label="First pixel"
        value={reading.motOrigin === 0 ? "0" : "1"}
        options={ORIGINS}
        onChange={(origin) => onChange({ ...reading, motOrigin: origin === "0" ? 0 : 1 })}
      />
      <SelectField
        label="Rows without a class are"
        value={reading.classLabel}
        options={[NO_CLASS, ...ACTOR_TYPES.map((type) => ({ value: type, label: ACTOR_LABELS[type] }))]}
        onChange={(classLabel) => onChange({ ...reading, classLabel })}
      />
    </>
  );
}
