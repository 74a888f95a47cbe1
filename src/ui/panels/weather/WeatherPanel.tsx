import { ActionIcon, Button, SegmentedControl, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { WEATHER_CONDITIONS, withWeather, type Scenario, type WeatherKeyframe } from "@/core/document";
import { SEVERITIES, intensityOfSeverity, severityOf } from "@/core/weather";
import { changeWeather, deleteWeather, moveWeather, putWeather, selectionOf, setWeatherThroughout } from "@/editor";
import { useEditor, useScenario, useSession } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { SliderField } from "../../fields/SliderField";
import { WEATHER_LABELS, WeatherIcon } from "../../look/weather";
import { Picture } from "../../pictures/Picture";
import { Section } from "../Section";
import panels from "../panels.module.css";
import classes from "./weather.module.css";

/** The weather track: keyframes in order, and what the chosen one brings. */
export function WeatherPanel() {
  const weather = useScenario((scenario) => scenario.weather);
  const chosen = useSession(({ selection }) => selection.weather[0]);
  const keyframe = weather.find(({ frame }) => frame === chosen) ?? weather[0];
  if (!keyframe) return null;
  return (
    <>
      <KeyframesSection present={keyframe} />
      <ConditionSection keyframe={keyframe} />
    </>
  );
}

function KeyframesSection({ present }: { present: WeatherKeyframe }) {
  const editor = useEditor();
  const { player } = useServices();
  const weather = useScenario((scenario) => scenario.weather);
  const fps = useScenario((scenario) => scenario.video.fps);
  const addAtPlayhead = () => {
    const { frame } = editor.transient.getState();
    const before = weather.findLast((keyframe) => keyframe.frame <= frame) ?? present;
    editor.run(putWeather({ ...before, frame, fadeFrames: frame === 0 ? 0 : fps }));
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
              <span className={classes.detail}>{fadeFrames > 0 ? `fades ${Math.round((fadeFrames / fps) * 100) / 100} s` : ""}</span>
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

function ConditionSection({ keyframe }: { keyframe: WeatherKeyframe }) {
  const editor = useEditor();
  const fps = useScenario((scenario) => scenario.video.fps);
  const { frame, condition, intensity, fadeFrames } = keyframe;
  const frames = [frame];
  const units = { f: 1, s: fps, ms: fps / 1000 };
  return (
    <Section title={frame === 0 ? "At the start" : `From frame ${frame}`}>
      <ConditionCards keyframe={keyframe} />
      <SliderField label="Intensity" value={intensity} change={(share) => changeWeather(frames, { intensity: share })} />
      <SeverityField keyframe={keyframe} />
      {frame > 0 && (
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

/** The intensity as one of the five steps that corruption benchmarks use; none is chosen where it lies between them. */
function SeverityField({ keyframe: { frame, intensity } }: { keyframe: WeatherKeyframe }) {
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
        onChange={(value) => editor.run(changeWeather([frame], { intensity: intensityOfSeverity(Number(value)) }))}
      />
    </FieldRow>
  );
}

function ConditionCards({ keyframe }: { keyframe: WeatherKeyframe }) {
  const editor = useEditor();
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
          onClick={() => editor.run(changeWeather([keyframe.frame], { condition }))}
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
