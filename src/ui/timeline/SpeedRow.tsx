import { useMemo, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import type { Actor, Scenario } from "@/core/document";
import type { World } from "@/core/scene";
import { motionSpan, perFrame, perSecond } from "@/core/timeline";
import { legsOf, merging, rulesOf, setSegmentSpeed, speedFrom, type Leg, type SpeedUnit } from "@/editor";
import { useEditor, useScenario, useSession, useWorld } from "../context/EditorContext";
import { speedText as inUnit } from "../fields/speeds";
import { actorColor } from "../look/actors";
import { followDrag } from "./drag";
import { SPEED_HEIGHT } from "./scale";
import classes from "./timeline.module.css";

/** Room above the fastest leg, so that it can be dragged up. */
const HEADROOM = 1.4;
type Scale = {
  /** Units a second: the slowest that a leg can be dragged to, as its end would be out of reach; the least the plot reaches to; steps. */
  readonly slowest: number;
  readonly least: number;
  readonly step: number;
  readonly far: number;
  /** A speed in words: in round numbers, and as exactly as it is set on a leg. */
  readonly rounded: (speed: number, unit: SpeedUnit) => string;
  readonly exact: (scenario: Scenario, speed: number, leg: Leg, unit: SpeedUnit) => string;
};
const SCALES: Readonly<Record<World["kind"], Scale>> = {
  picture: {
    ...{ slowest: 2, least: 20, step: 5, far: 50 },
    rounded: (speed) => `${Math.round(speed)} px/s`,
    exact: (scenario, speed, { middle }) =>
      `${Math.round(speed)} px/s · ${(speed * rulesOf(scenario).metresPerUnit(scenario, middle)).toFixed(1)} m/s`,
  },
  road: {
    ...{ slowest: 0.1, least: 2, step: 1 / 3.6, far: 10 / 3.6 },
    rounded: (speed, unit) => inUnit(speed, unit, 0),
    exact: (_scenario, speed, _leg, unit) => inUnit(speed, unit),
  },
};
const MOST_SAMPLES = 240;

/**
 * The actor's speed over time, under its row. The bar over each leg of the path can be dragged up and down, or stepped with the arrow
 * keys: everything after it shifts in time.
 */
export function SpeedRow({ actor, top }: { actor: Actor; top: number }) {
  const saved = useScenario((scenario) => scenario.actors.find(({ id }) => id === actor.id));
  const { fps } = useScenario((scenario) => scenario.video);
  // While a leg is dragged the plot keeps its scale.
  const world = useWorld();
  const unit = useSession(({ speedUnit }) => speedUnit);
  const highest = useMemo(() => (saved ? highestSpeed(world, saved, fps) * HEADROOM : 1), [world, saved, fps]);
  const motion = motionSpan(actor).startFrame;
  const legs = legsOf(world, actor).filter(
    ({ arrival, departure }) => arrival > departure && motion + arrival > actor.startFrame && motion + departure < actor.endFrame,
  );
  const style: CSSProperties & Record<`--${string}`, string | number> = {
    transform: `translateY(${top}px)`,
    height: SPEED_HEIGHT,
    "--type": actorColor(actor.type),
    "--from": actor.startFrame,
    "--to": actor.endFrame,
  };
  return (
    <div className={classes.row} style={style} role="group" aria-label={`Speed of ${actor.name}`}>
      <div className={classes.speedLabel}>
        <span>Speed</span>
        <span>to {SCALES[world.kind].rounded(highest, unit)}</span>
      </div>
      <div className={classes.speedLane}>
        <SpeedCurve actor={actor} highest={highest} fps={fps} />
        {!actor.locked && legs.map((leg) => <LegBar key={leg.index} actor={actor} leg={leg} highest={highest} />)}
      </div>
    </div>
  );
}

function highestSpeed(world: World, actor: Actor, fps: number): number {
  const sampled = samplesOf(actor).map((frame) => perSecond(world.speedAt(actor, frame), fps));
  return Math.max(SCALES[world.kind].least, ...sampled);
}

/** The frames at which the plot samples, evenly over the actor's span. */
function samplesOf({ startFrame, endFrame }: Actor): number[] {
  const step = Math.max(1, Math.ceil((endFrame - startFrame) / MOST_SAMPLES));
  return Array.from({ length: Math.ceil((endFrame - startFrame) / step) }, (_, index) => startFrame + index * step);
}

/** The speed at every frame, in a drawing whose unit is a frame: zooming only stretches it. */
function SpeedCurve({ actor, highest, fps }: { actor: Actor; highest: number; fps: number }) {
  const { startFrame, endFrame } = actor;
  const world = useWorld();
  const duration = endFrame - startFrame;
  const shape = useMemo(() => {
    const points = samplesOf(actor).map((frame) => {
      const height = 100 * (1 - Math.min(1, perSecond(world.speedAt(actor, frame), fps) / highest));
      return `L${frame - startFrame} ${height.toFixed(1)}`;
    });
    return `M0 100 ${points.join(" ")} L${duration} 100 Z`;
  }, [world, actor, duration, fps, highest, startFrame]);
  return (
    <svg className={classes.speedCurve} viewBox={`0 0 ${duration} 100`} preserveAspectRatio="none" aria-hidden>
      <path d={shape} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function LegBar({ actor, leg, highest }: { actor: Actor; leg: Leg; highest: number }) {
  const editor = useEditor();
  const { index, departure, arrival } = leg;
  const ref = { actorId: actor.id, index };
  const fps = useScenario((scenario) => scenario.video.fps);
  const unit = useSession(({ speedUnit }) => speedUnit);
  const world = useWorld();
  const { slowest, step: stepSize, far, exact } = SCALES[world.kind];
  const speed = world.isTimedBySpeeds(actor) ? speedFrom(actor, index - 1) : perSecond(leg.unitsPerFrame, fps);
  const text = useScenario((scenario) => exact(scenario, speed, leg, unit));

  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const gesture = editor.gesture("Set speed");
    followDrag(event, {
      move: (_dx, dy) => {
        const next = Math.max(slowest, speed - (dy / SPEED_HEIGHT) * highest);
        gesture.update(setSegmentSpeed(ref, perFrame(next, fps)));
      },
      end: gesture.commit,
      cancel: gesture.cancel,
      click: gesture.cancel,
    });
  };
  const step = (event: KeyboardEvent) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const by = direction * (event.shiftKey ? far : stepSize);
    editor.run(merging(`speed ${actor.id} ${index}`, setSegmentSpeed(ref, perFrame(Math.max(slowest, speed + by), fps))));
  };

  // The visible part of a trimmed leg.
  const { startFrame } = motionSpan(actor);
  const from = Math.max(actor.startFrame, startFrame + departure);
  const until = Math.max(from, Math.min(actor.endFrame, startFrame + arrival));
  const style: CSSProperties & Record<`--${string}`, number | string> = {
    "--at": from,
    "--frames": until - from,
    top: `${100 * (1 - Math.min(1, speed / highest))}%`,
  };
  return (
    <div
      className={classes.leg}
      style={style}
      role="slider"
      tabIndex={0}
      aria-label={`Speed to waypoint ${index + 1}`}
      aria-orientation="vertical"
      aria-valuemin={slowest}
      aria-valuemax={Math.round(Math.max(highest, speed))}
      aria-valuenow={Math.round(speed)}
      aria-valuetext={text}
      title={`${text}: drag up or down`}
      onPointerDown={press}
      onKeyDown={step}
    >
      <span>{text}</span>
    </div>
  );
}
