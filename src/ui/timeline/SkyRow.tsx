import { IconCloud, IconSunHigh } from "@tabler/icons-react";
import type { CSSProperties, MouseEvent, PointerEvent } from "react";
import { merging, moveSky, putSky, selectionOf, skyKeyframes, type Editor, type SkyKeyframe, type SkyTrack } from "@/editor";
import { useEditor, useLive, useScenario, useSession } from "../context/EditorContext";
import { WeatherIcon, skyText, weatherColor } from "../look/weather";
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

const LOOKS = { weather: { Icon: IconCloud, name: "Weather" }, light: { Icon: IconSunHigh, name: "Light" } } as const;

/** The track of weather or of light: what applies from which keyframe onwards, and how it fades. A double click adds a keyframe. */
export function SkyRow({ track }: { track: SkyTrack }) {
  const editor = useEditor();
  const view = useTimeline();
  const keyframes = useLive((scenario) => skyKeyframes(scenario, track));
  const durationFrames = useScenario((scenario) => scenario.video.durationFrames);
  const { Icon, name } = LOOKS[track];
  const add = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const frame = Math.round(frameAt(view.scale(), x));
    addKeyframe(editor, track, frame);
    editor.session.setState({ selection: selectionOf({ [track]: [frame] }) });
    showPanel(editor, "weather");
  };
  return (
    <div className={classes.weatherRow}>
      <div className={classes.label}>
        <button type="button" className={classes.labelButton} onClick={() => showPanel(editor, "weather")}>
          <Icon size={16} stroke={1.75} aria-hidden />
          <span className={classes.labelName}>{name}</span>
        </button>
      </div>
      <div className={classes.lane} onDoubleClick={add}>
        {keyframes.map((keyframe, index) => (
          <Span
            key={index}
            track={track}
            keyframe={keyframe}
            before={keyframes[index - 1]}
            end={keyframes[index + 1]?.frame ?? durationFrames}
          />
        ))}
      </div>
    </div>
  );
}

function addKeyframe<Track extends SkyTrack>(editor: Editor, track: Track, frame: number): void {
  const { scenario } = editor.document.getState();
  const keyframes = skyKeyframes(scenario, track);
  const before = keyframes.findLast((keyframe) => keyframe.frame <= frame) ?? keyframes[0];
  if (before) editor.run(putSky(track, { ...before, frame, fadeFrames: nominalRate(scenario.video.fps) }));
}

type SpanProps = { track: SkyTrack; keyframe: SkyKeyframe<SkyTrack>; before: SkyKeyframe<SkyTrack> | undefined; end: number };

function Span({ track, keyframe, before, end }: SpanProps) {
  const editor = useEditor();
  const view = useTimeline();
  const { frame, condition, fadeFrames } = keyframe;
  const selected = useSession(({ selection }) => selection[track].includes(frame));
  const text = skyText(keyframe);
  const style: CSSProperties & Record<`--${string}`, number | string> = {
    "--from": frame,
    "--to": end,
    "--fade": Math.min(fadeFrames, end - frame),
    "--tint": tint(keyframe),
    "--tint-before": before ? tint(before) : tint(keyframe),
  };
  const press = (event: PointerEvent<HTMLElement>) => pressKeyframe(event, editor, view, track, frame);
  const place = useScenario((scenario) => skyKeyframes(scenario, track).findIndex((other) => other.frame === frame));
  const handle = timeHandle({
    label: `${LOOKS[track].name}: ${text}`,
    frame,
    min: 0,
    max: end - 1,
    reachable: true,
    onStep: (by) => {
      const moved = skyKeyframes(editor.run(merging(`${track} ${place}`, moveSky(track, [frame], by))), track)[place];
      if (moved) editor.session.setState({ selection: selectionOf({ [track]: [moved.frame] }) });
    },
    onChoose: () => {
      editor.session.setState({ selection: selectionOf({ [track]: [frame] }) });
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

/** Plain day is hardly tinted: everything else is a deviation from it. */
const tint = ({ condition, intensity }: SkyKeyframe<SkyTrack>): string =>
  `color-mix(in srgb, ${weatherColor(condition)} ${condition === "day" ? 10 : Math.round(10 + intensity * 32)}%, transparent)`;

function pressKeyframe(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, track: SkyTrack, frame: number): void {
  if (event.button !== 0) return;
  event.stopPropagation();
  const { selection } = editor.session.getState();
  const additive = event.shiftKey;
  const others = selection[track];
  const chosen = additive ? [...others.filter((other) => other !== frame), frame] : others.includes(frame) ? others : [frame];
  editor.session.setState({ selection: selectionOf({ [track]: chosen }) });
  const scale = view.scale();
  const snap = frameSnap(editor, scale);
  const gesture = editor.gesture(`Move ${track} keyframe`);
  let by = 0;
  followDrag(event, {
    move: (dx, _dy, pointer) => {
      by = snap(frame + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey) - frame;
      gesture.update(moveSky(track, chosen, by));
    },
    end: () => {
      const before = skyKeyframes(editor.document.getState().scenario, track);
      gesture.commit();
      const after = skyKeyframes(editor.document.getState().scenario, track);
      // Keyframes are identified by their frames: the selected ones have different ones now.
      const moved = after.filter((_, index) => chosen.includes(before[index]?.frame ?? -1)).map((keyframe) => keyframe.frame);
      editor.session.setState({ selection: selectionOf({ [track]: moved }) });
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
