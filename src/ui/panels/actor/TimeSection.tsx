import type { ReactNode } from "react";
import type { Actor } from "@/core/document";
import { counted, formatSeconds } from "@/core/text";
import { framesLasting, secondsOf } from "@/core/timeline";
import { stretchActors, trimActors } from "@/editor";
import { useScenario } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { frameUnits } from "../../fields/units";
import { Section } from "../Section";
import { RelationFields } from "./RelationFields";
import panels from "../panels.module.css";

/** When actors appear and disappear; `children` are the fields of their speed, where these belong to their times. */
export function TimeSection({ actors, children }: { actors: readonly Actor[]; children?: ReactNode }) {
  const ids = actors.map(({ id }) => id);
  const [first] = actors;
  const placesOf = (key: string) => ids.map((id) => ({ of: "actor" as const, id, key }));
  const fps = useScenario((scenario) => scenario.video.fps);
  const frames = { unit: "f", units: frameUnits(fps) };
  const start = sharedOf(actors, (actor) => actor.startFrame);
  const end = sharedOf(actors, (actor) => actor.endFrame);
  const beyond = useScenario(({ video }) => Math.max(0, ...actors.map(({ endFrame }) => endFrame)) - video.durationFrames);
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
      {children}
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
