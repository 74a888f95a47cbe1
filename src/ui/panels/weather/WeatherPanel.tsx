import { ActionIcon, Button, SegmentedControl, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { LIGHT_CONDITIONS, WEATHER_CONDITIONS, type SlimScenario } from "@/core/document";
import { nominalRate, secondsOf } from "@/core/timeline";
import { SEVERITIES, intensityOfSeverity, severityOf } from "@/core/weather";
import {
  changeSky,
  changeSkyAt,
  deleteSky,
  moveSky,
  putSky,
  selectionOf,
  setSkyThroughout,
  skyKeyframes,
  type Command,
  type SkyChange,
  type SkyKeyframe,
  type SkyTrack,
} from "@/editor";
import { useAtPlayhead, useEditor, useScenario, useSession } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { frameUnits } from "../../fields/units";
import { FieldRow } from "../../fields/FieldRow";
import { SliderField } from "../../fields/SliderField";
import { formatSeconds } from "@/core/text";
import { WEATHER_LABELS, WeatherIcon, skyText } from "../../look/weather";
import { Picture } from "../../pictures/Picture";
import { notify } from "../../shell/notify";
import { Section } from "../Section";
import panels from "../panels.module.css";
import classes from "./weather.module.css";

/** The intensity of a light that replaces plain day. */
const USUAL_LIGHT = 0.8;

/** Weather and light: two tracks, each with its keyframes, and the settings of the selected one. */
export function WeatherPanel() {
  return (
    <>
      <TrackSection track="weather" title="Weather" conditions={WEATHER_CONDITIONS} />
      <TrackSection track="light" title="Light" conditions={LIGHT_CONDITIONS} />
    </>
  );
}

type TrackProps<Track extends SkyTrack> = {
  readonly track: Track;
  readonly title: string;
  readonly conditions: readonly SkyKeyframe<Track>["condition"][];
};

function TrackSection<Track extends SkyTrack>({ track, title, conditions }: TrackProps<Track>) {
  const editor = useEditor();
  const keyframes = useScenario((scenario) => skyKeyframes(scenario, track));
  const fps = useScenario((scenario) => scenario.video.fps);
  const chosen = useSession(({ selection }) => selection[track][0]);
  const present = useKeyframeAtPlayhead(track);
  const selected = keyframes.find(({ frame }) => frame === chosen);
  const keyframe = selected ?? present;
  if (!keyframe) return null;
  // If no keyframe is selected, a change applies from the playhead onwards: it adds a keyframe there.
  const change: Change<Track> = (values) =>
    selected ? changeSky(track, [keyframe.frame], values) : changeSkyAt(track, editor.transient.getState().frame, values);
  const choose = (condition: SkyKeyframe<Track>["condition"]) => {
    const before = skyKeyframes(editor.document.getState().scenario, track);
    const usual = keyframe.condition === "day" ? { intensity: USUAL_LIGHT } : {};
    const after = skyKeyframes(editor.run(change({ condition, ...usual })), track);
    const added = after.find((other) => !before.some((known) => known.frame === other.frame));
    if (!added) return;
    // The whole video may have been meant.
    editor.session.setState({ selection: selectionOf({ [track]: [added.frame] }) });
    notify({
      tone: "info",
      title: `${WEATHER_LABELS[added.condition]} from ${formatSeconds(secondsOf(added.frame, fps))}`,
      message: `A ${track} keyframe was added at the playhead.`,
      action: { label: "Use for the whole video", run: () => editor.run(setSkyThroughout(track, added)) },
    });
  };
  const addAtPlayhead = () => {
    const { frame } = editor.transient.getState();
    const before = keyframes.findLast((other) => other.frame <= frame) ?? keyframe;
    editor.run(putSky(track, { ...before, frame, fadeFrames: frame === 0 ? 0 : nominalRate(fps) }));
    editor.session.setState({ selection: selectionOf({ [track]: [frame] }) });
  };
  return (
    <Section
      title={title}
      action={
        <Tooltip label={`Add ${track} keyframe at the playhead`}>
          <ActionIcon aria-label={`Add ${track} keyframe at the playhead`} onClick={addAtPlayhead}>
            <IconPlus size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {keyframes.length > 1 && <Keyframes track={track} present={keyframe} />}
      {keyframes.length > 1 && (
        <p className={classes.span}>
          {selected ? (keyframe.frame === 0 ? "At the start" : `From frame ${keyframe.frame}`) : "From the playhead"}
        </p>
      )}
      <ConditionCards track={track} title={title} conditions={conditions} keyframe={keyframe} onChoose={choose} />
      <Settings track={track} keyframe={keyframe} selected={selected !== undefined} change={change} />
    </Section>
  );
}

type Change<Track extends SkyTrack> = (values: SkyChange<Track>) => Command;

/** The keyframe of a track whose weather or light is shown at the playhead. */
function useKeyframeAtPlayhead<Track extends SkyTrack>(track: Track): SkyKeyframe<Track> | undefined {
  return useAtPlayhead((scenario, at) => skyKeyframes(scenario, track).findLast(({ frame }) => frame <= at));
}

function Keyframes<Track extends SkyTrack>({ track, present }: { track: Track; present: SkyKeyframe<Track> }) {
  const editor = useEditor();
  const { player } = useServices();
  const keyframes = useScenario((scenario) => skyKeyframes(scenario, track));
  const fps = useScenario((scenario) => scenario.video.fps);
  return (
    <ol className={panels.list} aria-label={`Keyframes of the ${track}`}>
      {keyframes.map(({ frame, condition, intensity, fadeFrames }) => (
        <li key={frame} className={classes.keyframe} data-selected={frame === present.frame || undefined}>
          <button
            type="button"
            className={classes.keyframeButton}
            aria-pressed={frame === present.frame}
            onClick={() => {
              editor.session.setState({ selection: selectionOf({ [track]: [frame] }) });
              player.seek(frame);
            }}
          >
            <WeatherIcon condition={condition} />
            <span>{skyText({ condition, intensity })}</span>
            <span className={classes.detail}>{fadeFrames > 0 ? `fades ${Math.round(secondsOf(fadeFrames, fps) * 100) / 100} s` : ""}</span>
            <span className={classes.detail}>{frame} f</span>
          </button>
          <ActionIcon
            size={24}
            aria-label={`Delete ${track} keyframe at frame ${frame}`}
            onClick={() => editor.run(deleteSky(track, [frame]))}
          >
            <IconTrash size={14} stroke={1.75} />
          </ActionIcon>
        </li>
      ))}
    </ol>
  );
}

type SettingsProps<Track extends SkyTrack> = { track: Track; keyframe: SkyKeyframe<Track>; selected: boolean; change: Change<Track> };

function Settings<Track extends SkyTrack>({ track, keyframe, selected, change }: SettingsProps<Track>) {
  const editor = useEditor();
  const fps = useScenario((scenario) => scenario.video.fps);
  const several = useScenario((scenario) => skyKeyframes(scenario, track).length > 1);
  const { frame, condition, intensity, fadeFrames } = keyframe;
  const frames = [frame];
  const units = frameUnits(fps);
  return (
    <>
      {condition !== "day" && (
        <>
          <SliderField
            label="Intensity"
            value={intensity}
            change={(share) => change({ intensity: share })}
            places={[{ of: track, frame: keyframe.frame, key: "intensity" }]}
          />
          <SeverityField track={track} intensity={intensity} change={change} />
        </>
      )}
      {selected && frame > 0 && (
        <>
          <DocumentNumber
            label="Starts at"
            value={frame}
            unit="f"
            units={units}
            min={1}
            change={(target) => moveSky(track, frames, target - frame)}
          />
          <DocumentNumber
            label="Fades over"
            value={fadeFrames}
            unit="f"
            units={units}
            min={0}
            change={(value) => changeSky(track, frames, { fadeFrames: value })}
          />
        </>
      )}
      {several && (
        <Button variant="default" onClick={() => editor.run(setSkyThroughout(track, keyframe))}>
          Use for the whole video
        </Button>
      )}
    </>
  );
}

/** The intensity as one of the five steps of corruption benchmarks; none is selected if it is between them. */
function SeverityField<Track extends SkyTrack>({ track, intensity, change }: { track: Track; intensity: number; change: Change<Track> }) {
  const editor = useEditor();
  const nearest = severityOf(intensity);
  const exact = Math.abs(intensityOfSeverity(nearest) - intensity) < 1e-6 && nearest > 0;
  return (
    <FieldRow label="Severity">
      <SegmentedControl
        fullWidth
        aria-label={track === "weather" ? "Severity" : "Light severity"}
        value={exact ? String(nearest) : ""}
        data={SEVERITIES.map((severity) => ({ value: String(severity), label: String(severity) }))}
        onChange={(value) => editor.run(change({ intensity: intensityOfSeverity(Number(value)) }))}
      />
    </FieldRow>
  );
}

type CardsProps<Track extends SkyTrack> = TrackProps<Track> & {
  readonly keyframe: SkyKeyframe<Track>;
  readonly onChoose: (condition: SkyKeyframe<Track>["condition"]) => void;
};

function ConditionCards<Track extends SkyTrack>({ track, title, conditions, keyframe, onChoose }: CardsProps<Track>) {
  const scenario = useSettledScenario();
  const frame = Math.min(scenario.video.durationFrames - 1, keyframe.frame + keyframe.fadeFrames);
  const usual = keyframe.condition === "day" ? { intensity: USUAL_LIGHT } : {};
  return (
    <div className={classes.cards} role="radiogroup" aria-label={title}>
      {conditions.map((condition) => (
        <UnstyledButton<"button">
          key={condition}
          role="radio"
          aria-checked={condition === keyframe.condition}
          className={classes.card}
          onClick={() => onChoose(condition)}
        >
          <ConditionPicture track={track} scenario={scenario} keyframe={{ ...keyframe, ...usual, condition }} frame={frame} />
          <span className={classes.cardName}>
            <WeatherIcon condition={condition} size={14} />
            {WEATHER_LABELS[condition]}
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}

type ConditionPictureProps<Track extends SkyTrack> = { track: Track; scenario: SlimScenario; keyframe: SkyKeyframe<Track>; frame: number };

function ConditionPicture<Track extends SkyTrack>({ track, scenario, keyframe, frame }: ConditionPictureProps<Track>) {
  const { intensity } = keyframe;
  const under = () => ({ from: scenario, intensity, scenario: setSkyThroughout(track, keyframe).apply(scenario) });
  const [shown, setShown] = useState(under);
  if (shown.from !== scenario || shown.intensity !== intensity) setShown(under());
  return <Picture className={classes.picture} scenario={shown.scenario} frame={frame} />;
}

/** The scenario once it has not changed for a moment: thumbnails of it need not follow every step. */
function useSettledScenario(): SlimScenario {
  const scenario = useScenario((present) => present);
  const [settled, setSettled] = useState(scenario);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(scenario), 250);
    return () => clearTimeout(timer);
  }, [scenario]);
  return settled;
}
