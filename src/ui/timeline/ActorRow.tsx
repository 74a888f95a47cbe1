import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChartAreaLine, IconEye, IconEyeOff, IconLock, IconLockOpen } from "@tabler/icons-react";
import { memo, type CSSProperties, type PointerEvent } from "react";
import type { Actor } from "@/core/document";
import { motionSpan } from "@/core/timeline";
import { changeActors, merging, moveWaypointTimes, selectionOf, toggled, trimActors, wholeArrivals } from "@/editor";
import { useEditor, useLive, useSession, useWorld } from "../context/EditorContext";
import { actorColor } from "../look/actors";
import { pressBar, type BarPart } from "./barDrag";
import { Keyframe } from "./Keyframe";
import { PoseRow } from "./PoseRow";
import { rowsHeight } from "./rowsHeight";
import { MAX_KEYFRAMES, ROW_HEIGHT } from "./scale";
import { RowName } from "./RowName";
import { timeHandle } from "./timeHandle";
import { SpeedRow } from "./SpeedRow";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** One actor: its name on the left, its bar and keyframes in the lane. */
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
      {actor.driverPoses && <PoseRow actor={actor} poses={actor.driverPoses} top={top + ROW_HEIGHT} />}
      {plotted && <SpeedRow actor={actor} top={top + rowsHeight(actor, false)} />}
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
      <RowName actor={actor} selected={selected} onChoose={choose} />
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
        onClick={() =>
          editor.session.setState(({ speedPlots }) => ({
            speedPlots: plotted ? speedPlots.filter((id) => id !== actor.id) : [...speedPlots, actor.id],
          }))
        }
      >
        <IconChartAreaLine size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

const BAR_HINT = "Drag to move in time. Shift-drag to select keyframes, Shift-click to add to the selection.";

function Bar({ actor, selected }: { actor: Actor; selected: boolean }) {
  const editor = useEditor();
  const view = useTimeline();
  const press = (part: BarPart) => (event: PointerEvent<HTMLElement>) => pressBar(event, editor, view, actor.id, part);
  const { waypoints } = actor.trajectory;
  const arrivals = wholeArrivals(useWorld(), actor);
  const motion = motionSpan(actor).startFrame;
  // What is trimmed off is outside the bar.
  const isShown = (arrival: number) => motion + arrival >= actor.startFrame && motion + arrival <= actor.endFrame;
  const span: CSSProperties & Record<`--${string}`, number> = { "--from": actor.startFrame, "--to": actor.endFrame };
  return (
    <>
      <div
        className={classes.bar}
        style={span}
        data-locked={actor.locked || undefined}
        data-bar={actor.id}
        data-selected={selected || undefined}
        title={BAR_HINT}
        onPointerDown={press({ kind: "body" })}
      >
        {waypoints.map(({ hold, wait }, index) => {
          const waited = wait === "never" ? actor.endFrame - actor.startFrame : Math.max(0, wait ?? 0);
          const frames = (hold ?? 0) + waited;
          return frames === 0 ? null : <Hold key={index} at={motion - actor.startFrame + (arrivals[index] ?? 0)} frames={frames} />;
        })}
      </div>
      {waypoints.length <= MAX_KEYFRAMES &&
        arrivals.map((arrival, index) =>
          isShown(arrival) ? (
            <ActorKeyframe
              key={index}
              actor={actor}
              index={index}
              frame={motion + arrival}
              reachable={selected}
              onPointerDown={press({ kind: "keyframe", index })}
            />
          ) : null,
        )}
      {!actor.locked && (
        <>
          <Grip side="start" actor={actor} reachable={selected} onPointerDown={press({ kind: "start" })} />
          <Grip side="end" actor={actor} reachable={selected} onPointerDown={press({ kind: "end" })} />
        </>
      )}
    </>
  );
}

type GripProps = {
  readonly side: "start" | "end";
  readonly actor: Actor;
  readonly reachable: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
};

/** Just inside the bar's end, over the half of a keyframe that is there. */
function Grip({ side, actor, reachable, onPointerDown }: GripProps) {
  const editor = useEditor();
  const key = side === "start" ? "startFrame" : "endFrame";
  const frame = actor[key];
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  const handle = timeHandle({
    label: side === "start" ? `${actor.name}: appears` : `${actor.name}: disappears`,
    frame,
    min: side === "start" ? Math.min(0, frame) : actor.startFrame + 1,
    max: side === "start" ? actor.endFrame - 1 : Math.max(frame, editor.document.getState().scenario.video.durationFrames),
    reachable,
    onStep: (by) => editor.run(merging(`${side} of ${actor.id}`, trimActors([actor.id], { [key]: frame + by }))),
  });
  return <span {...handle} className={classes.grip} data-side={side} style={style} onPointerDown={onPointerDown} />;
}

function Hold({ at, frames }: { at: number; frames: number }) {
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": at, "--frames": frames };
  return <span className={classes.hold} style={style} />;
}

type ActorKeyframeProps = {
  readonly actor: Actor;
  readonly index: number;
  readonly frame: number;
  readonly reachable: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
};

function ActorKeyframe({ actor, index, frame, reachable, onPointerDown }: ActorKeyframeProps) {
  const editor = useEditor();
  const ref = { actorId: actor.id, index };
  const selected = useSession(({ selection }) =>
    selection.waypoints.some((chosen) => chosen.actorId === actor.id && chosen.index === index),
  );
  const label = `${actor.name}, waypoint ${index + 1}`;
  const handle = timeHandle({
    label,
    frame,
    min: actor.startFrame,
    max: actor.endFrame,
    reachable,
    onStep: (by) => {
      if (!actor.locked) editor.run(merging(`keyframe ${index} of ${actor.id}`, moveWaypointTimes([ref], by)));
    },
    onChoose: () => editor.session.setState({ selection: selectionOf({ actors: [actor.id], waypoints: [ref] }) }),
  });
  return <Keyframe frame={frame} selected={selected} title={`${label}, frame ${frame}`} handle={handle} onPointerDown={onPointerDown} />;
}
