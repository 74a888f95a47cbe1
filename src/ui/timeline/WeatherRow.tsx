import { IconCloud } from "@tabler/icons-react";
import type { CSSProperties, MouseEvent, PointerEvent } from "react";
import type { WeatherKeyframe } from "@/core/document";
import { merging, moveWeather, putWeather, selectionOf, type Editor } from "@/editor";
import { useEditor, useLive, useScenario, useSession } from "../context/EditorContext";
import { WEATHER_LABELS, WeatherIcon, weatherColor } from "../look/weather";
import { showPanel } from "../panels/tabs";
import { followDrag } from "./drag";
import { Keyframe } from "./Keyframe";
import { frameAt } from "./scale";
import { frameSnap } from "./snapping";
import { timeHandle } from "./timeHandle";
import { useTimeline } from "./TimelineContext";
import type { TimelineView } from "./TimelineView";
import classes from "./timeline.module.css";
import { nominalRate } from "@/core/timeline";

/** The weather track: what holds from which keyframe on, and how it fades. A double click adds a keyframe. */
export function WeatherRow() {
  const editor = useEditor();
  const view = useTimeline();
  const weather = useLive((scenario) => scenario.weather);
  const durationFrames = useScenario((scenario) => scenario.video.durationFrames);
  const add = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const frame = Math.round(frameAt(view.scale(), x));
    const before = weather.findLast((keyframe) => keyframe.frame <= frame) ?? weather[0];
    if (!before) return;
    const { fps } = editor.document.getState().scenario.video;
    editor.run(putWeather({ ...before, frame, fadeFrames: nominalRate(fps) }));
    editor.session.setState({ selection: selectionOf({ weather: [frame] }) });
    showPanel(editor, "weather");
  };
  return (
    <div className={classes.weatherRow}>
      <div className={classes.label}>
        <button type="button" className={classes.labelButton} onClick={() => showPanel(editor, "weather")}>
          <IconCloud size={16} stroke={1.75} aria-hidden />
          <span className={classes.labelName}>Weather</span>
        </button>
      </div>
      <div className={classes.lane} onDoubleClick={add}>
        {weather.map((keyframe, index) => (
          <Span
            key={index}
            keyframe={keyframe}
            before={weather[index - 1]}
            end={weather[index + 1]?.frame ?? durationFrames}
          />
        ))}
      </div>
    </div>
  );
}

function Span({ keyframe, before, end }: { keyframe: WeatherKeyframe; before: WeatherKeyframe | undefined; end: number }) {
  const editor = useEditor();
  const view = useTimeline();
  const { frame, condition, intensity, fadeFrames } = keyframe;
  const selected = useSession(({ selection }) => selection.weather.includes(frame));
  const text = `${WEATHER_LABELS[condition]} ${Math.round(intensity * 100)} %`;
  const style: CSSProperties & Record<`--${string}`, number | string> = {
    "--from": frame,
    "--to": end,
    "--fade": Math.min(fadeFrames, end - frame),
    "--tint": tint(keyframe),
    "--tint-before": before ? tint(before) : tint(keyframe),
  };
  const press = (event: PointerEvent<HTMLElement>) => pressKeyframe(event, editor, view, frame);
  const place = useScenario((scenario) => scenario.weather.findIndex((other) => other.frame === frame));
  const handle = timeHandle({
    label: `Weather: ${text}`,
    frame,
    min: 0,
    max: end - 1,
    reachable: true,
    onStep: (by) => {
      const { weather } = editor.run(merging(`weather ${place}`, moveWeather([frame], by)));
      const moved = weather[place];
      if (moved) editor.session.setState({ selection: selectionOf({ weather: [moved.frame] }) });
    },
    onChoose: () => {
      editor.session.setState({ selection: selectionOf({ weather: [frame] }) });
      showPanel(editor, "weather");
    },
  });
  return (
    <>
      <div className={classes.weatherSpan} style={style} data-selected={selected || undefined} onPointerDown={press}>
        <span className={classes.weatherText}>
          <WeatherIcon condition={condition} size={14} />
          {text}
        </span>
      </div>
      <Keyframe frame={frame} selected={selected} title={`${text} from frame ${frame}`} handle={handle} onPointerDown={press} />
    </>
  );
}

const tint = ({ condition, intensity }: WeatherKeyframe): string =>
  `color-mix(in srgb, ${weatherColor(condition)} ${Math.round(10 + intensity * 32)}%, transparent)`;

function pressKeyframe(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, frame: number): void {
  if (event.button !== 0) return;
  event.stopPropagation();
  const { selection } = editor.session.getState();
  const additive = event.shiftKey;
  const weather = additive ? [...selection.weather.filter((other) => other !== frame), frame] : selection.weather.includes(frame) ? selection.weather : [frame];
  editor.session.setState({ selection: selectionOf({ weather }) });
  const scale = view.scale();
  const snap = frameSnap(editor, scale);
  const gesture = editor.gesture("Move weather keyframe");
  let by = 0;
  followDrag(event, {
    move: (dx, _dy, pointer) => {
      by = snap(frame + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey) - frame;
      gesture.update(moveWeather(weather, by));
    },
    end: () => {
      const before = editor.document.getState().scenario.weather;
      gesture.commit();
      const after = editor.document.getState().scenario.weather;
      // Keyframes are named by their frames: what was chosen has other names now.
      const moved = after.filter((_, index) => weather.includes(before[index]?.frame ?? -1)).map((keyframe) => keyframe.frame);
      editor.session.setState({ selection: selectionOf({ weather: moved }) });
    },
    cancel: () => {
      gesture.cancel();
      editor.session.setState({ selection });
    },
    click: () => {
      gesture.cancel();
      showPanel(editor, "weather");
    },
  });
}
