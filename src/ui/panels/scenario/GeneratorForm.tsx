import { Button } from "@mantine/core";
import type { Generator, Point } from "@/core/document";
import { deleteGenerator, detachGenerator, editGenerator, selectionOf, type GeneratorSettings } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SliderField } from "../../fields/SliderField";
import { SwitchField } from "../../fields/SwitchField";
import classes from "./scenario.module.css";

const SECONDS = { unit: "s", units: { s: 1, ms: 0.001, min: 60 }, digits: 2, step: 0.1, min: 0 } as const;
const PIXELS = { unit: "px", units: { px: 1 }, digits: 1 } as const;

/** The settings that determine a generator's actors. Every change makes them again. */
export function GeneratorForm({ generator }: { generator: Generator }) {
  const editor = useEditor();
  const set = (settings: GeneratorSettings) => editGenerator(generator.id, settings);
  const selectMade = () => {
    const { actors } = editor.document.getState().scenario;
    editor.session.setState({
      selection: selectionOf({ actors: actors.filter(({ generatorId }) => generatorId === generator.id).map(({ id }) => id) }),
    });
  };
  return (
    <div className={classes.itemBody}>
      <DocumentNumber
        label="Start"
        value={generator.startSeconds}
        {...SECONDS}
        change={(startSeconds) => set({ ...generator, startSeconds })}
      />
      {"durationSeconds" in generator && (
        <DocumentNumber
          label="Duration"
          value={generator.durationSeconds}
          {...SECONDS}
          min={0.05}
          change={(durationSeconds) => set({ ...generator, durationSeconds })}
        />
      )}
      {"count" in generator && (
        <DocumentNumber label="Count" value={generator.count} min={1} max={200} change={(count) => set({ ...generator, count })} />
      )}
      {generator.kind === "vehicle_sequence" && (
        <>
          <DocumentNumber
            label="Spacing"
            value={generator.spacing}
            {...PIXELS}
            min={1}
            step={10}
            change={(spacing) => set({ ...generator, spacing })}
          />
          <SliderField
            label="Speed varies"
            value={generator.speedVariation}
            change={(share) => set({ ...generator, speedVariation: Math.min(0.95, share) })}
          />
        </>
      )}
      {"laneY" in generator && (
        <DocumentNumber label="Lane (y)" value={generator.laneY} {...PIXELS} change={(laneY) => set({ ...generator, laneY })} />
      )}
      {"from" in generator && (
        <>
          <PointField label="From" value={generator.from} change={(from) => set({ ...generator, from })} />
          <PointField label="To" value={generator.to} change={(to) => set({ ...generator, to })} />
        </>
      )}
      {"spread" in generator && (
        <DocumentNumber
          label="Spread"
          value={generator.spread}
          {...PIXELS}
          min={0}
          step={5}
          change={(spread) => set({ ...generator, spread })}
        />
      )}
      {generator.kind === "pedestrian_crowd" && <CrowdSeed generator={generator} />}
      {"confidenceBase" in generator && (
        <SliderField
          label="Confidence"
          value={generator.confidenceBase}
          change={(confidenceBase) => set({ ...generator, confidenceBase })}
        />
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={selectMade}>
          Select
        </Button>
        <Button variant="default" onClick={() => editor.run(detachGenerator(generator.id))} title="Keeps the actors and removes the rule">
          Detach
        </Button>
        <Button variant="default" onClick={() => editor.run(deleteGenerator(generator.id))}>
          Delete
        </Button>
      </div>
    </div>
  );
}

/** A crowd with its own seed stays as it is when the scenario's changes. */
function CrowdSeed({ generator }: { generator: Extract<Generator, { kind: "pedestrian_crowd" }> }) {
  const editor = useEditor();
  const scenarioSeed = useScenario((scenario) => scenario.seed);
  const { seed, ...shared } = generator;
  return (
    <>
      <SwitchField
        label="Custom seed"
        checked={seed !== undefined}
        onChange={(own) => editor.run(editGenerator(generator.id, own ? { ...shared, seed: scenarioSeed } : shared))}
      />
      {seed !== undefined && (
        <DocumentNumber
          label="Crowd seed"
          value={seed}
          min={0}
          max={0xffff_ffff}
          change={(next) => editGenerator(generator.id, { ...shared, seed: next })}
        />
      )}
    </>
  );
}

function PointField({ label, value, change }: { label: string; value: Point; change: (point: Point) => ReturnType<typeof editGenerator> }) {
  return (
    <FieldRow label={label}>
      <FieldPair>
        <DocumentNumber label={`${label}, x`} prefix="X" value={value.x} {...PIXELS} change={(x) => change({ ...value, x })} />
        <DocumentNumber label={`${label}, y`} prefix="Y" value={value.y} {...PIXELS} change={(y) => change({ ...value, y })} />
      </FieldPair>
    </FieldRow>
  );
}
