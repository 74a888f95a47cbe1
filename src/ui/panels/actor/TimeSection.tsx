import type { Actor } from "@/core/document";
import { pathLength } from "@/core/timeline";
import { setSpeed, stretchActors, trimActors } from "@/editor";
import { useScenario } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { formatSeconds } from "../../look/format";
import { Section } from "../Section";
import panels from "../panels.module.css";

/** When it appears and vanishes, and how fast it is on the whole. */
export function TimeSection({ actors }: { actors: readonly Actor[] }) {
  const ids = actors.map(({ id }) => id);
  const fps = useScenario((scenario) => scenario.video.fps);
  const frames = { unit: "f", units: { f: 1, s: fps, ms: fps / 1000 } };
  const start = sharedOf(actors, (actor) => actor.startFrame);
  const end = sharedOf(actors, (actor) => actor.endFrame);
  const speed = sharedOf(actors, (actor) => meanSpeed(actor) * fps);
  return (
    <Section title="Time">
      <FieldRow label="From, to">
        <FieldPair>
          <DocumentNumber label="First frame" prefix="↦" value={start} {...frames} change={(startFrame) => trimActors(ids, { startFrame })} />
          <DocumentNumber label="Frame after the last" prefix="⇥" value={end} {...frames} change={(endFrame) => trimActors(ids, { endFrame })} />
        </FieldPair>
      </FieldRow>
      <DocumentNumber
        label="Length"
        value={start === undefined || end === undefined ? undefined : (end - start) / fps}
        unit="s"
        units={{ s: 1, f: 1 / fps, min: 60 }}
        digits={3}
        step={0.1}
        min={1 / fps}
        change={(seconds) => stretchActors(ids, { endFrame: (start ?? 0) + Math.max(1, Math.round(seconds * fps)) })}
        disabled={start === undefined}
      />
      <DocumentNumber
        label="Mean speed"
        value={speed}
        unit="px/s"
        units={{ "px/s": 1, px: 1 }}
        digits={1}
        step={5}
        min={1}
        max={100_000}
        change={(pixelsPerSecond) => setSpeed(ids, pixelsPerSecond / fps)}
        disabled={actors.every((actor) => actor.trajectory.waypoints.length < 2)}
      />
      {start !== undefined && end !== undefined && (
        <p className={panels.hint}>
          {formatSeconds(start / fps)} to {formatSeconds(end / fps)}. “From, to” trims; “Length” stretches the motion.
        </p>
      )}
    </Section>
  );
}

/** Pixels a frame while it moves. */
function meanSpeed(actor: Actor): number {
  const holds = actor.trajectory.waypoints.reduce((sum, { hold = 0 }) => sum + hold, 0);
  return pathLength(actor) / Math.max(1, actor.endFrame - actor.startFrame - holds);
}
