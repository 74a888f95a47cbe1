import { Slider } from "@mantine/core";
import { useEffect, useState } from "react";
import { counted } from "@/core/text";
import type { ReadBox } from "@/services/import/boxesAtFrame";
import type { ImportSession } from "@/services/import/importSession";
import type { ImportSummary } from "@/services/import/protocol";
import { NumberField } from "../../fields/NumberField";
import classes from "./import.module.css";

type Props = {
  readonly summary: ImportSummary;
  readonly session: { readonly current: ImportSession | null };
  readonly width: number;
  readonly height: number;
};

/** How many boxes of a frame the caption names. */
const NAMED = 6;
/** Labels are this part of the frame's height. */
const LABEL_SHARE = 18;

/** What was read, frame by frame: each box where it is in the frame, with its class and track. */
export function ImportPreview({ summary, session, width, height }: Props) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState<{
    readonly summary: ImportSummary;
    readonly frame: number;
    readonly boxes: readonly ReadBox[];
  } | null>(null);
  const last = Math.max(0, summary.frames - 1);
  const frame = Math.min(chosen ?? summary.firstFrame, last);

  useEffect(() => {
    let isWanted = true;
    session.current
      ?.frame(frame)
      .then((boxes) => {
        if (isWanted) setShown({ summary, frame, boxes });
      })
      // The dialog itself says that the import has ended.
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [session, summary, frame]);

  const boxes = shown?.summary === summary ? shown.boxes : [];
  const size = height / LABEL_SHARE;
  return (
    <section aria-label="What was read">
      <h3 className={classes.heading}>
        What was read <span>{captionOf(boxes)}</span>
      </h3>
      <svg className={classes.preview} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Frame ${frame}: ${captionOf(boxes)}`}>
        {boxes.map(({ trackId, label, x, y, width: across, height: down }) => (
          <g key={trackId}>
            <rect x={x} y={y} width={across} height={down} vectorEffect="non-scaling-stroke" />
            <text x={x} y={Math.max(size, y - size / 4)} fontSize={size}>
              {label} {trackId}
            </text>
          </g>
        ))}
      </svg>
      <div className={classes.tolerance}>
        <Slider thumbLabel="Preview" min={0} max={Math.max(1, last)} disabled={last === 0} value={frame} onChange={setChosen} />
        <NumberField label="Preview frame" bare value={frame} min={0} max={last} onChange={setChosen} />
      </div>
    </section>
  );
}

function captionOf(boxes: readonly ReadBox[]): string {
  const names = boxes.slice(0, NAMED).map(({ label, trackId }) => `${label} ${trackId}`);
  const count = counted(boxes.length, "box", "boxes");
  return names.length === 0 ? count : `${count}: ${names.join(", ")}${boxes.length > NAMED ? ", …" : ""}`;
}
