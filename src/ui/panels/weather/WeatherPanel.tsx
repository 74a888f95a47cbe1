import { ActionIcon, Button, SegmentedControl, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { WEATHER_CONDITIONS, withWeather, type Scenario, type WeatherKeyframe } from "@/core/document";
import { SEVERITIES, intensityOfSeverity, severityOf } from "@/core/weather";
import { changeWeather, changeWeatherAt, deleteWeather, moveWeather, putWeather, selectionOf, setWeatherThroughout, type Command, type Editor, type WeatherChange } from "@/editor";
import { useEditor, useScenario, useSession } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { SliderField } from "../../fields/SliderField";
import { formatSeconds } from "../../look/format";
import { WEATHER_LABELS, WeatherIcon } from "../../look/weather";
import { Picture } from "../../pictures/Picture";
import { notify } from "../../shell/notify";
import { Section } from "../Section";
import panels from "../panels.module.css";
import classes from "./weather.module.css";
import { framesOf, nominalRate, secondsOf } from "@/core/timeline";

/** The weather track: keyframes in order, and what the chosen one brings. */
export function WeatherPanel() {
  const weather = useScenario((scenario) => scenario.weather);
  const chosen = useSession(({ selection }) => selection.weather[0]);
  const atPlayhead = useKeyframeAtPlayhead();
  const selected = weather.find(({ frame }) => frame === chosen);
  const keyframe = selected ?? atPlayhead;
  if (!keyframe) return null;
  return (
    <>
      <KeyframesSection present={keyframe} />
      <ConditionSection keyframe={keyframe} atPlayhead={selected === undefined} />
    </>
  );
}

/** The keyframe whose weather the playhead shows. */
function useKeyframeAtPlayhead(): WeatherKeyframe | undefined {
  const editor = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [editor.document.subscribe(listener), editor.transient.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => {
    const { frame } = editor.transient.getState();
    return editor.document.getState().scenario.weather.findLast((keyframe) => keyframe.frame <= frame);
  });
}

function KeyframesSection({ present }: { present: WeatherKeyframe }) {
  const editor = useEditor();
  const { player } = useServices();
  const weather = useScenario((scenario) => scenario.weather);
  const fps = useScenario((scenario) => scenario.video.fps);
  const addAtPlayhead = () => {
    const { frame } = editor.transient.getState();
    const before = weather.findLast((keyframe) => keyframe.frame <= frame) ?? present;
    editor.run(putWeather({ ...before, frame, fadeFrames: frame === 0 ? 0 : nominalRate(fps) }));
    editor.session.setState({ selection: selectionOf({ weather: [frame] }) });
  };
  return (
    <Section
      title="Keyframes"
      action={
        <Tooltip label="Add keyframe at the playhead">
          <ActionIcon aria-label="Add keyframe at the playhead" onClick={addAtPlayhead}>
            <IconPlus size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <ol className={panels.list}>
        {weather.map(({ frame, condition, intensity, fadeFrames }) => (
          <li key={frame} className={classes.keyframe} data-selected={frame === present.frame || undefined}>
            <button
              type="button"
              className={classes.keyframeButton}
              aria-pressed={frame === present.frame}
              onClick={() => {
                editor.session.setState({ selection: selectionOf({ weather: [frame] }) });
                player.seek(frame);
              }}
            >
              <WeatherIcon condition={condition} />
              <span>
                {WEATHER_LABELS[condition]} {Math.round(intensity * 100)} %
              </span>
              <span className={classes.detail}>{fadeFrames > 0 ? `fades ${Math.round(secondsOf(fadeFrames, fps) * 100) / 100} s` : ""}</span>
              <span className={classes.detail}>{frame} f</span>
            </button>
            {weather.length > 1 && (
              <ActionIcon size={24} aria-label={`Delete keyframe at frame ${frame}`} onClick={() => editor.run(deleteWeather([frame]))}>
                <IconTrash size={14} stroke={1.75} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Where no keyframe is chosen, the weather from the playhead on: a change adds a keyframe there. */
function ConditionSection({ keyframe, atPlayhead }: { keyframe: WeatherKeyframe; atPlayhead: boolean }) {
  const editor = useEditor();
  const fps = useScenario((scenario) => scenario.video.fps);
  const { frame, condition, intensity, fadeFrames } = keyframe;
  const frames = [frame];
  const change = (values: WeatherChange) => (atPlayhead ? changeWeatherAt(editor.transient.getState().frame, values) : changeWeather(frames, values));
  const units = { f: 1, s: framesOf(1, fps), ms: framesOf(0.001, fps) };
  return (
    <Section title={atPlayhead ? "From the playhead on" : frame === 0 ? "At the start" : `From frame ${frame}`}>
      <ConditionCards
        keyframe={keyframe}
        onChoose={(chosen) => {
          const before = editor.document.getState().scenario.weather;
          const { weather } = editor.run(change({ condition: chosen }));
          const added = weather.find((other) => !before.some((known) => known.frame === other.frame));
          if (added) announce(editor, added, fps);
        }}
      />
      <SliderField label="Intensity" value={intensity} change={(share) => change({ intensity: share })} />
      <SeverityField keyframe={keyframe} change={change} />
      {!atPlayhead && frame > 0 && (
        <>
          <DocumentNumber label="Begins at" value={frame} unit="f" units={units} min={1} change={(target) => moveWeather(frames, target - frame)} />
          <DocumentNumber
            label="Fades over"
            value={fadeFrames}
            unit="f"
            units={units}
            min={0}
            change={(value) => changeWeather(frames, { fadeFrames: value })}
          />
        </>
      )}
      <Button variant="default" onClick={() => editor.run(setWeatherThroughout({ condition, intensity }))}>
        Use for the whole video
      </Button>
    </Section>
  );
}

/** A keyframe that a click has added at the playhead is chosen, and said: the whole video may have been meant. */
function announce(editor: Editor, { frame, condition, intensity }: WeatherKeyframe, fps: number): void {
  editor.session.setState({ selection: selectionOf({ weather: [frame] }) });
  notify({
    tone: "info",
    title: `${WEATHER_LABELS[condition]} from ${formatSeconds(secondsOf(frame, fps))} on`,
    message: "A weather keyframe was added at the playhead.",
    mend: { label: "Use for the whole video", run: () => editor.run(setWeatherThroughout({ condition, intensity })) },
  });
}

/** The intensity as one of the five steps that corruption benchmarks use; none is chosen where it lies between them. */
function SeverityField({ keyframe: { intensity }, change }: { keyframe: WeatherKeyframe; change: (values: WeatherChange) => Command }) {
  const editor = useEditor();
  const nearest = severityOf(intensity);
  const exact = Math.abs(intensityOfSeverity(nearest) - intensity) < 1e-6 && nearest > 0;
  return (
    <FieldRow label="Severity">
      <SegmentedControl
        fullWidth
        aria-label="Severity"
        value={exact ? String(nearest) : ""}
        data={SEVERITIES.map((severity) => ({ value: String(severity), label: String(severity) }))}
        onChange={(value) => editor.run(change({ intensity: intensityOfSeverity(Number(value)) }))}
      />
    </FieldRow>
  );
}

function ConditionCards({ keyframe, onChoose }: { keyframe: WeatherKeyframe; onChoose: (condition: WeatherKeyframe["condition"]) => void }) {
  const scenario = useSettledScenario();
  const frame = Math.min(scenario.video.durationFrames - 1, keyframe.frame + keyframe.fadeFrames);
  return (
    <div className={classes.cards} role="radiogroup" aria-label="Condition">
      {WEATHER_CONDITIONS.map((condition) => (
        <UnstyledButton
          key={condition}
          role="radio"
          aria-checked={condition === keyframe.condition}
          className={classes.card}
          onClick={() => onChoose(condition)}
        >
          <ConditionPicture scenario={scenario} condition={condition} intensity={keyframe.intensity} frame={frame} />
          <span className={classes.cardName}>
            <WeatherIcon condition={condition} size={14} />
            {WEATHER_LABELS[condition]}
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}

type ConditionPictureProps = { scenario: Scenario; condition: WeatherKeyframe["condition"]; intensity: number; frame: number };

function ConditionPicture({ scenario, condition, intensity, frame }: ConditionPictureProps) {
  const [shown, setShown] = useState(() => ({ from: scenario, intensity, scenario: withWeather(scenario, condition, intensity) }));
  if (shown.from !== scenario || shown.intensity !== intensity)
    setShown({ from: scenario, intensity, scenario: withWeather(scenario, condition, intensity) });
  return <Picture className={classes.picture} scenario={shown.scenario} frame={frame} />;
}

/** The scenario once it has not changed for a moment: small pictures of it need not follow every step. */
function useSettledScenario(): Scenario {
  const scenario = useScenario((present) => present);
  const [settled, setSettled] = useState(scenario);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(scenario), 250);
    return () => clearTimeout(timer);
  }, [scenario]);
  return settled;
}
