import { Button } from "@mantine/core";
import { NO_FLICKER, specifiedNoise, type Actor } from "@/core/document";
import { changeActors, sequence, type Command } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { sharedOf } from "../../context/useSelection";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SliderField } from "../../fields/SliderField";
import { Section } from "../Section";
import { AnnotationFields } from "./AnnotationFields";
import classes from "./actor.module.css";

const PIXELS = { unit: "px", units: { px: 1 }, min: 0, max: 1000 } as const;
const NO_JITTER = { x: 0, y: 0 };

/** Confidence, and the specification's noise: jittering boxes and random occlusion. */
export function DetectionSection({ actors }: { actors: readonly Actor[] }) {
  const editor = useEditor();
  /** Sets a part of an object that each actor has. */
  const each = (label: string, change: (actor: Actor) => Parameters<typeof changeActors>[1]): Command =>
    sequence(
      label,
      actors.map((actor) => changeActors([actor.id], change(actor))),
    );
  return (
    <Section title="Confidence and noise">
      <AnnotationFields actors={actors} />
      <FieldRow label="Jitter ±">
        <FieldPair>
          <DocumentNumber
            label="Jitter, x"
            prefix="X"
            value={sharedOf(actors, (actor) => actor.jitter.x)}
            {...PIXELS}
            change={(x) => each("Change jitter", ({ jitter }) => ({ jitter: { ...jitter, x } }))}
          />
          <DocumentNumber
            label="Jitter, y"
            prefix="Y"
            value={sharedOf(actors, (actor) => actor.jitter.y)}
            {...PIXELS}
            change={(y) => each("Change jitter", ({ jitter }) => ({ jitter: { ...jitter, y } }))}
          />
        </FieldPair>
      </FieldRow>
      <SliderField
        label="Flickers in"
        value={sharedOf(actors, (actor) => actor.flicker.probability)}
        change={(probability) => each("Change flicker", ({ flicker }) => ({ flicker: { ...flicker, probability } }))}
      />
      {actors.some((actor) => actor.flicker.probability > 0) && (
        <>
          <SliderField
            label="down to"
            value={sharedOf(actors, (actor) => actor.flicker.min)}
            change={(min) => each("Change flicker", ({ flicker }) => ({ flicker: { ...flicker, min, max: Math.max(min, flicker.max) } }))}
          />
          <SliderField
            label="at most"
            value={sharedOf(actors, (actor) => actor.flicker.max)}
            change={(max) => each("Change flicker", ({ flicker }) => ({ flicker: { ...flicker, max, min: Math.min(max, flicker.min) } }))}
          />
        </>
      )}
      <div className={classes.waypointButtons}>
        <Button variant="default" onClick={() => editor.run(each("Typical noise", ({ type }) => specifiedNoise(type)))}>
          Typical noise
        </Button>
        <Button variant="default" onClick={() => editor.run(each("No noise", () => ({ jitter: NO_JITTER, flicker: NO_FLICKER })))}>
          No noise
        </Button>
      </div>
    </Section>
  );
}
