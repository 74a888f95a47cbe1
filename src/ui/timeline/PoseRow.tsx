import type { CSSProperties, PointerEvent } from "react";
import type { DriverKeyframe } from "@/core/driver";
import type { Actor } from "@/core/document";
import { motionSpan } from "@/core/timeline";
import { merging, movePose } from "@/editor";
import { useEditor } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { actorColor } from "../look/actors";
import { poseText } from "../look/driver";
import { followDrag } from "./drag";
import { Keyframe } from "./Keyframe";
import { frameSnap } from "./snapping";
import { timeHandle } from "./timeHandle";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** What a driver does when, under its row: a pose is moved by dragging its keyframe, and a click shows it. */
export function PoseRow({ actor, poses, top }: { actor: Actor; poses: readonly DriverKeyframe[]; top: number }) {
  const style: CSSProperties & Record<`--${string}`, string> = { transform: `translateY(${top}px)`, "--type": actorColor(actor.type) };
  return (
    <div className={classes.row} style={style} role="group" aria-label={`Poses of ${actor.name}`}>
      <div className={classes.speedLabel}>
        <span>Poses</span>
      </div>
      <div className={classes.lane}>
        {poses.map((pose, index) => (
          <Span key={index} actor={actor} pose={pose} next={poses[index + 1]} />
        ))}
      </div>
    </div>
  );
}

function Span({ actor, pose, next }: { actor: Actor; pose: DriverKeyframe; next: DriverKeyframe | undefined }) {
  const editor = useEditor();
  const view = useTimeline();
  const { player } = useServices();
  const motion = motionSpan(actor);
  const [start, end] = [motion.startFrame + pose.at, next ? motion.startFrame + next.at : motion.endFrame];
  const text = poseText(pose);
  const show = () => player.seek(Math.max(0, start));
  const style: CSSProperties & Record<`--${string}`, number | string> = {
    "--from": start,
    "--to": end,
    "--fade": Math.min(pose.fadeFrames, end - start),
    "--tint": "color-mix(in srgb, var(--type) 26%, transparent)",
    "--tint-before": "color-mix(in srgb, var(--type) 8%, transparent)",
  };
  const handle = timeHandle({
    label: `Pose: ${text}`,
    frame: start,
    min: motion.startFrame,
    max: motion.endFrame - 1,
    reachable: true,
    onStep: (by) => editor.run(merging(`pose ${actor.id} ${pose.at}`, movePose(actor.id, pose.at, by))),
    onChoose: show,
  });
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const scale = view.scale();
    const snap = frameSnap(editor, scale);
    const gesture = editor.gesture("Move pose");
    followDrag(event, {
      move: (dx, _dy, pointer) => {
        const target = snap(start + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey);
        gesture.update(movePose(actor.id, pose.at, target - start));
      },
      end: () => gesture.commit(),
      cancel: () => gesture.cancel(),
      click: () => {
        gesture.cancel();
        show();
      },
    });
  };
  return (
    <>
      <div className={classes.weatherSpan} style={style} onPointerDown={press}>
        <span className={classes.weatherText}>{text}</span>
      </div>
      <Keyframe frame={start} selected={false} title={`${text} from frame ${start}`} handle={handle} onPointerDown={press} />
    </>
  );
}
