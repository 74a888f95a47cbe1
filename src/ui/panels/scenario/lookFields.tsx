import { ActionIcon, SegmentedControl, Tooltip } from "@mantine/core";
import { IconDice } from "@tabler/icons-react";
import { PICTURE_STYLES } from "@/core/document";
import { setSeed, setStyle } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldRow } from "../../fields/FieldRow";
import { STYLE_LABELS } from "./labels";
import classes from "./scenario.module.css";

/** How the picture is drawn. */
export function StyleField() {
  const editor = useEditor();
  const style = useScenario((scenario) => scenario.style);
  return (
    <FieldRow label="Style">
      <SegmentedControl
        fullWidth
        aria-label="Style"
        value={style}
        data={PICTURE_STYLES.map((value) => ({ value, label: STYLE_LABELS[value] }))}
        onChange={(value) => {
          const next = PICTURE_STYLES.find((candidate) => candidate === value);
          if (next) editor.run(setStyle(next));
        }}
      />
    </FieldRow>
  );
}

const SEED = [{ of: "scenario", key: "seed" }] as const;

/** What chance starts from, and a button for another one. */
export function SeedField() {
  const editor = useEditor();
  const seed = useScenario((scenario) => scenario.seed);
  return (
    <div className={classes.withButton}>
      <DocumentNumber label="Seed" value={seed} min={0} max={0xffff_ffff} change={setSeed} places={SEED} />
      <Tooltip label="New seed">
        <ActionIcon variant="default" aria-label="New seed" onClick={() => editor.run(setSeed(nextSeed(seed)))}>
          <IconDice size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** Goes through the seeds in an order that looks random and repeats only after all of them. */
const nextSeed = (seed: number): number => (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
