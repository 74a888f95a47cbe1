import { Button, Progress } from "@mantine/core";
import { formatBytes } from "@/core/text";
import type { ImportProgress } from "@/services/import/protocol";
import classes from "./import.module.css";

/** The progress of reading. The page stays responsive meanwhile. */
export function ImportReading({ progress, onCancel }: { readonly progress: ImportProgress | null; readonly onCancel: () => void }) {
  const share = progress?.total ? (progress.done / progress.total) * 100 : 100;
  return (
    <div className={classes.reading}>
      <p className={classes.phase} role="status">
        {textOf(progress)}
      </p>
      <Progress value={share} size={8} aria-label="Import progress" animated={!progress?.total} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          Cancel import
        </Button>
      </div>
    </div>
  );
}

function textOf(progress: ImportProgress | null): string {
  if (!progress || progress.phase === "fitting") return "Reading the files";
  if (progress.phase === "opening") return `Opening the files: ${formatBytes(progress.done)} of ${formatBytes(progress.total ?? 0)}`;
  if (progress.phase === "linking") return `Linking boxes without IDs into tracks: ${progress.done} of ${progress.total ?? progress.done}`;
  return progress.done === 0 ? "Reading the files" : `Reading the files: ${progress.done.toLocaleString("en")} boxes`;
}
