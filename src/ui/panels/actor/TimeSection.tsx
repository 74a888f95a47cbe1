import type { Actor } from "@/core/document";
import { meanSpeed, rulesOf, setSpeed, stretchActors, trimActors } from "@/editor";
import { useScenario, useWorld } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { counted, formatSeconds } from "@/core/text";
import { Section } from "../Section";
import { RelationFields } from "./RelationFields";
import { SpeedFields } from "./SpeedFields";
import panels from "../panels.module.css";
import { framesLasting, framesOf, perFrame, perSecond, secondsOf } from "@/core/timeline";

/** When it appears and disappears, and its average speed. */
export function TimeSection({ actors }: { actors: readonly Actor[] }) {
  const ids = actors.map(({ id }) => id);
  const [first] = actors;
  const placesOf = (key: string) => ids.map((id) => ({ of: "actor" as const, id, key }));
  const world = useWorld();
  const fps = useScenario((scenario) => scenario.video.fps);
  const frames = { unit: "f", units: { f: 1, s: framesOf(1, fps), ms: framesOf(0.001, fps) } };
  const start = sharedOf(actors, (actor) => actor.startFrame);
  const end = sharedOf(actors, (actor) => actor.endFrame);
  const beyond = useScenario(({ video }) => Math.max(0, ...actors.map(({ endFrame }) => endFrame)) - video.durationFrames);
  const grounds = actors.flatMap((actor) => actor.trajectory.waypoints.map(({ y }) => y));
  const metresPerPixel = useScenario((scenario) =>
    rulesOf(scenario).metresPerUnit(scenario, { x: 0, y: grounds.reduce((sum, y) => sum + y, 0) / Math.max(1, grounds.length) }),
  );
  const speed = sharedOf(actors, (actor) => perSecond(meanSpeed(world, actor), fps));
  return (
    <Section title="Time">
      {actors.length === 1 && first && <RelationFields actor={first} index={0} />}
      <FieldRow label="From, to">
        <FieldPair>
          <DocumentNumber
            label="First frame"
            prefix="↦"
            value={start}
            {...frames}
            change={(startFrame) => trimActors(ids, { startFrame })}
            places={placesOf("startFrame")}
          />
          <DocumentNumber
            label="Frame after the last"
            prefix="⇥"
            value={end}
            {...frames}
            change={(endFrame) => trimActors(ids, { endFrame })}
            places={placesOf("endFrame")}
          />
        </FieldPair>
      </FieldRow>
      <DocumentNumber
        label="Length"
        value={start === undefined || end === undefined ? undefined : secondsOf(end - start, fps)}
        unit="s"
        units={{ s: 1, f: secondsOf(1, fps), min: 60 }}
        digits={3}
        step={0.1}
        min={secondsOf(1, fps)}
        change={(seconds) => stretchActors(ids, { endFrame: (start ?? 0) + framesLasting(seconds, fps) })}
        disabled={start === undefined}
      />
      <SpeedFields
        label="Mean speed"
        pixelsPerSecond={speed}
        metresPerPixel={metresPerPixel}
        change={(pixelsPerSecond) => setSpeed(ids, perFrame(pixelsPerSecond, fps))}
        disabled={actors.every((actor) => actor.trajectory.waypoints.length < 2)}
      />
      {start !== undefined && end !== undefined && (
        <p className={panels.hint}>
          {formatSeconds(secondsOf(start, fps))} to {formatSeconds(secondsOf(end, fps))}. “From, to” trims the motion; “Length” stretches
          it.
        </p>
      )}
      {beyond > 0 && (
        <p className={panels.hint} role="status">
          {counted(beyond, "frame")} after the end of the video {beyond === 1 ? "is" : "are"} not shown or exported.
        </p>
      )}
    </Section>
  );
}
