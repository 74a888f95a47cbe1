import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChartAreaLine, IconEye, IconEyeOff, IconLock, IconLockOpen } from "@tabler/icons-react";
import { memo, type CSSProperties, type PointerEvent } from "react";
import type { Actor } from "@/core/document";
import { motionSpan } from "@/core/timeline";
import { changeActors, selectionOf, toggled, wholeArrivals } from "@/editor";
import { useEditor, useLive, useSession } from "../context/EditorContext";
import { ActorIcon, actorColor } from "../look/actors";
import { pressBar, type BarPart } from "./barDrag";
import { Keyframe } from "./Keyframe";
import { MAX_KEYFRAMES, ROW_HEIGHT } from "./scale";
import { SpeedRow } from "./SpeedRow";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** One actor: its name at the left, its bar and keyframes in the lane. */
export const ActorRow = memo(function ActorRow({ id, top }: { id: string; top: number }) {
  const actor = useLive((scenario) => scenario.actors.find((candidate) => candidate.id === id));
  const selected = useSession(({ selection }) => selection.actors.includes(id));
  const plotted = useSession(({ speedPlots }) => speedPlots.includes(id));
  if (!actor) return null;
  const style: CSSProperties & Record<`--${string}`, string> = { transform: `translateY(${top}px)`, "--type": actorColor(actor.type) };
  return (
    <>
      <div className={classes.row} style={style} data-selected={selected || undefined} data-hidden={actor.hidden || undefined}>
        <RowLabel actor={actor} selected={selected} plotted={plotted} />
        <div className={classes.lane} data-lane={id}>
          <Bar actor={actor} selected={selected} />
        </div>
      </div>
      {plotted && <SpeedRow actor={actor} top={top + ROW_HEIGHT} />}
    </>
  );
});

function RowLabel({ actor, selected, plotted }: { actor: Actor; selected: boolean; plotted: boolean }) {
  const editor = useEditor();
  const choose = (additive: boolean) => {
    const { selection } = editor.session.getState();
    editor.session.setState({ selection: additive ? toggled(selection, { actor: actor.id }) : selectionOf({ actors: [actor.id] }) });
  };
  return (
    <div className={classes.label}>
      <button
        type="button"
        className={classes.labelButton}
        aria-pressed={selected}
        onClick={(event) => choose(event.shiftKey || event.ctrlKey || event.metaKey)}
        title={`${actor.name}, track ${actor.trackId}`}
      >
        <ActorIcon type={actor.type} />
        <span className={classes.labelName}>{actor.name}</span>
        <span className={classes.labelTrack}>{actor.trackId}</span>
      </button>
      <span className={classes.flags}>
        <PlotFlag actor={actor} plotted={plotted} />
        <Flag actor={actor} flag="locked" />
        <Flag actor={actor} flag="hidden" />
      </span>
    </div>
  );
}

const FLAGS = {
  locked: { on: "Unlock", off: "Lock", On: IconLock, Off: IconLockOpen },
  hidden: { on: "Show", off: "Hide", On: IconEyeOff, Off: IconEye },
} as const;

function Flag({ actor, flag }: { actor: Actor; flag: "locked" | "hidden" }) {
  const editor = useEditor();
  const { on, off, On, Off } = FLAGS[flag];
  const value = actor[flag];
  const label = `${value ? on : off} ${actor.name}`;
  const FlagIcon = value ? On : Off;
  return (
    <Tooltip label={value ? on : off}>
      <ActionIcon
        size={20}
        className={classes.flag}
        data-on={value || undefined}
        aria-label={label}
        onClick={() => editor.run(changeActors([actor.id], { [flag]: !value }))}
      >
        <FlagIcon size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Shows or hides the speed under the row. */
function PlotFlag({ actor, plotted }: { actor: Actor; plotted: boolean }) {
  const editor = useEditor();
  if (actor.trajectory.waypoints.length < 2) return null;
  const label = plotted ? "Hide speed" : "Show speed";
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={20}
        className={classes.flag}
        data-on={plotted || undefined}
        aria-label={`${label} of ${actor.name}`}
        onClick={() => editor.session.setState(({ speedPlots }) => ({ speedPlots: plotted ? speedPlots.filter((id) => id !== actor.id) : [...speedPlots, actor.id] }))}
      >
        <IconChartAreaLine size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

const BAR_HINT = "Drag to move in time. With Shift a drag frames keyframes, a click adds to the selection.";

function Bar({ actor, selected }: { actor: Actor; selected: boolean }) {
  const editor = useEditor();
  const view = useTimeline();
  const press = (part: BarPart) => (event: PointerEvent<HTMLElement>) => pressBar(event, editor, view, actor.id, part);
  const { waypoints } = actor.trajectory;
  const arrivals = waypoints.length > MAX_KEYFRAMES ? [] : wholeArrivals(actor);
  const motion = motionSpan(actor).startFrame;
  // What is trimmed off lies outside the bar.
  const isShown = (arrival: number) => motion + arrival >= actor.startFrame && motion + arrival <= actor.endFrame;
  const span: CSSProperties & Record<`--${string}`, number> = { "--from": actor.startFrame, "--to": actor.endFrame };
  return (
    <>
      <div className={classes.bar} style={span} data-locked={actor.locked || undefined} data-bar={actor.id} data-selected={selected || undefined} title={BAR_HINT} onPointerDown={press({ kind: "body" })}>
        {waypoints.map(({ hold }, index) =>
          hold === undefined || !isShown(arrivals[index] ?? 0) ? null : <Hold key={index} at={motion - actor.startFrame + (arrivals[index] ?? 0)} frames={hold} />,
        )}
      </div>
      {arrivals.map((arrival, index) =>
        isShown(arrival) ? (
          <ActorKeyframe key={index} actor={actor} index={index} frame={motion + arrival} onPointerDown={press({ kind: "keyframe", index })} />
        ) : null,
      )}
      {!actor.locked && (
        <>
          <Grip side="start" frame={actor.startFrame} onPointerDown={press({ kind: "start" })} />
          <Grip side="end" frame={actor.endFrame} onPointerDown={press({ kind: "end" })} />
        </>
      )}
    </>
  );
}

type GripProps = { side: "start" | "end"; frame: number; onPointerDown: (event: PointerEvent<HTMLElement>) => void };

/** Just inside the bar's end, over the half of a keyframe that lies there. */
function Grip({ side, frame, onPointerDown }: GripProps) {
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  return <span className={classes.grip} data-side={side} style={style} onPointerDown={onPointerDown} />;
}

function Hold({ at, frames }: { at: number; frames: number }) {
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": at, "--frames": frames };
  return <span className={classes.hold} style={style} />;
}

type ActorKeyframeProps = { actor: Actor; index: number; frame: number; onPointerDown: (event: PointerEvent<HTMLElement>) => void };

function ActorKeyframe({ actor, index, frame, onPointerDown }: ActorKeyframeProps) {
  const selected = useSession(({ selection }) =>
    selection.waypoints.some((chosen) => chosen.actorId === actor.id && chosen.index === index),
  );
  return <Keyframe frame={frame} selected={selected} label={`${actor.name}, waypoint ${index + 1}, frame ${frame}`} onPointerDown={onPointerDown} />;
}
