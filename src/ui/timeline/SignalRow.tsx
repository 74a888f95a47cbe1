import { Menu } from "@mantine/core";
import { IconTrafficLights } from "@tabler/icons-react";
import { useMemo, useState, type CSSProperties, type MouseEvent, type PointerEvent } from "react";
import type { Scenario } from "@/core/document";
import { SCENERY_GROUPS, phasesWithin, type SignalPhaseStart } from "@/core/world/scenery";
import { merging, moveSignal, putSignal, removeSignal, type Editor } from "@/editor";
import { useEditor, useLive, useScenario } from "../context/EditorContext";
import { ASPECT_COLORS, PHASES, PHASE_LABELS } from "../look/scenery";
import { showPanel } from "../panels/tabs";
import { followDrag } from "./drag";
import { Keyframe } from "./Keyframe";
import { frameAt } from "./scale";
import { frameSnap } from "./snapping";
import { timeHandle } from "./timeHandle";
import { useTimeline } from "./TimelineContext";
import type { TimelineView } from "./TimelineView";
import classes from "./timeline.module.css";

/** Whether a scenario's road has traffic lights that are shown. */
export function hasSignals({ road }: Pick<Scenario, "road">): boolean {
  if (!road?.scenery || !("control" in road.plan) || road.plan.control !== "signals") return false;
  return (road.scenery.groups ?? SCENERY_GROUPS).includes("signals");
}

/** What traffic lights show: the main road above, the side roads below. A double click lets the other road have green from there on. */
export function SignalRow() {
  const editor = useEditor();
  const view = useTimeline();
  const signals = useLive((scenario) => scenario.road?.scenery?.signals);
  const fps = useScenario(({ video }) => video.fps);
  const durationFrames = useScenario(({ video }) => video.durationFrames);
  const spans = useMemo(() => phasesWithin(signals, fps, 0, durationFrames), [signals, fps, durationFrames]);
  const add = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const frame = Math.max(0, Math.round(frameAt(view.scale(), x)));
    const before = signals?.findLast((start) => start.frame <= frame)?.phase ?? "main";
    editor.run(putSignal(frame, before === "main" ? "side" : "main"));
  };
  return (
    <div className={classes.weatherRow}>
      <div className={classes.label}>
        <button
          type="button"
          className={classes.labelButton}
          title="Traffic lights: main road above, side roads below"
          onClick={() => showPanel(editor, "scenario")}
        >
          <IconTrafficLights size={16} stroke={1.75} aria-hidden />
          <span className={classes.labelName}>Traffic lights</span>
        </button>
      </div>
      <div className={classes.lane} onDoubleClick={add}>
        {spans.map(({ frame, main, side }, index) => {
          const style: CSSProperties & Record<`--${string}`, number | string> = {
            "--from": frame,
            "--to": spans[index + 1]?.frame ?? durationFrames,
            "--main": ASPECT_COLORS[main],
            "--side": ASPECT_COLORS[side],
          };
          return <div key={frame} className={classes.signalSpan} style={style} />;
        })}
        {signals?.map((start, index) => (
          <Phase key={index} start={start} />
        ))}
      </div>
    </div>
  );
}

/** Where a phase begins: moved by a drag or arrow keys; a click offers the phases. */
function Phase({ start: { frame, phase } }: { start: SignalPhaseStart }) {
  const editor = useEditor();
  const view = useTimeline();
  const most = useScenario(({ video }) => video.durationFrames - 1);
  const [isOpen, setOpen] = useState(false);
  const label = `Traffic lights: ${PHASE_LABELS[phase]}`;
  const handle = timeHandle({
    label,
    frame,
    min: 0,
    max: most,
    reachable: true,
    onStep: (by) => editor.run(merging(`signal ${phase}`, moveSignal(frame, frame + by))),
    onChoose: () => setOpen(true),
  });
  const at: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  return (
    <>
      <Keyframe
        frame={frame}
        selected={isOpen}
        title={`${label} from frame ${frame}`}
        handle={handle}
        onPointerDown={(event) => drag(event, editor, view, frame, () => setOpen(true))}
      />
      <Menu position="top" withinPortal opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <span className={classes.signalAnchor} style={at} aria-hidden />
        </Menu.Target>
        <Menu.Dropdown>
          {PHASES.map((other) => (
            <Menu.Item key={other} onClick={() => editor.run(putSignal(frame, other))}>
              {PHASE_LABELS[other]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => editor.run(removeSignal(frame))}>Remove</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function drag(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, frame: number, choose: () => void): void {
  if (event.button !== 0) return;
  event.stopPropagation();
  const scale = view.scale();
  const snap = frameSnap(editor, scale);
  const gesture = editor.gesture("Change traffic lights");
  followDrag(event, {
    move: (dx, _dy, pointer) =>
      gesture.update(moveSignal(frame, snap(frame + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey))),
    end: () => gesture.commit(),
    cancel: () => gesture.cancel(),
    click: () => {
      gesture.cancel();
      choose();
    },
  });
}
