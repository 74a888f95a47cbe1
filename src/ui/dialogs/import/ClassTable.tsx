import { Select } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { ACTOR_TYPES } from "@/core/document";
import { ActorIcon } from "../../look/actors";
import type { ImportSummary } from "@/services/import/protocol";
import { LEAVE_OUT, TYPE_OPTIONS } from "@/services/import/settings";
import classes from "./import.module.css";

type Props = {
  readonly summary: ImportSummary;
  readonly choices: Readonly<Record<string, string>>;
  readonly onChoose: (label: string, choice: string) => void;
};

/** Pixel height of a row with a one-line label, and of the area that shows them; other rows are measured. */
const ROW_HEIGHT = 32;
const AREA = { width: 500, height: 232 };

/** Each class of the source, how often it occurs, and the type that its tracks become; only visible rows are in the DOM. */
export function ClassTable({ summary, choices, onChoose }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const { classes: all } = summary;
  const rows = useVirtualizer({
    count: all.length,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    initialRect: AREA,
  });
  const shown = rows.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <section aria-label="Classes">
      <h3 className={classes.heading}>
        Classes <span>{all.length > 1 && all.length.toLocaleString("en")}</span>
      </h3>
      {all.length === 0 ? (
        <p className={classes.hint}>No boxes were found in these files.</p>
      ) : (
        <div ref={area} className={classes.tableArea} tabIndex={0} role="group" aria-label="Table of classes">
          <table className={classes.table} aria-rowcount={all.length + 1}>
            <thead>
              <tr>
                <th scope="col">In the file</th>
                <th scope="col">Tracks</th>
                <th scope="col">Boxes</th>
                <th scope="col">Becomes</th>
              </tr>
            </thead>
            <tbody>
              {above > 0 && <tr aria-hidden style={{ height: above }} />}
              {shown.map(({ index }) => {
                const found = all[index];
                if (!found) return null;
                const { label, tracks, boxes } = found;
                const choice = choices[label] ?? LEAVE_OUT;
                const type = ACTOR_TYPES.find((known) => known === choice.split(":")[0]);
                return (
                  <tr
                    key={label}
                    ref={rows.measureElement}
                    data-index={index}
                    aria-rowindex={index + 2}
                    data-left-out={choice === LEAVE_OUT || undefined}
                  >
                    <th scope="row">{label}</th>
                    <td>{tracks.toLocaleString("en")}</td>
                    <td>{boxes.toLocaleString("en")}</td>
                    <td>
                      <Select
                        aria-label={`Type for ${label}`}
                        data={[...TYPE_OPTIONS]}
                        value={choice}
                        leftSection={type ? <ActorIcon type={type} size={15} /> : undefined}
                        onChange={(chosen) => onChoose(label, chosen ?? LEAVE_OUT)}
                      />
                    </td>
                  </tr>
                );
              })}
              {below > 0 && <tr aria-hidden style={{ height: below }} />}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
