import { Tooltip } from "@mantine/core";
import { useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import { heatTable, skyName, type HeatMapCell } from "@/reports/search";
import { percent } from "@/reports/markup";
import evaluation from "../evaluation/evaluation.module.css";
import panels from "../panels/panels.module.css";
import classes from "./search.module.css";

type Props = { readonly cells: readonly HeatMapCell[]; readonly onOpen: (cell: HeatMapCell) => void };
type Place = { readonly row: number; readonly column: number };

/** Recall by weather and severity, distance and visibility. Arrow keys move between cells; Enter opens one. */
export function HeatMap({ cells, onOpen }: Props) {
  const { groups, columns, rows } = heatTable(cells);
  const table = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<Place>({ row: 0, column: rows[0]?.cells.findIndex(Boolean) ?? 0 });
  if (cells.length === 0) return <p className={panels.hint}>There was nothing to see in any variant.</p>;
  const isThere = ({ row, column }: Place) => Boolean(rows[row]?.cells[column]);
  const focus = (place: Place) => {
    setCurrent(place);
    table.current?.querySelector<HTMLElement>(`[data-place="${place.row} ${place.column}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    let place = current;
    do place = { row: place.row + step.row, column: place.column + step.column };
    while (!isThere(place) && rows[place.row] && place.column >= 0 && place.column < columns.length);
    if (isThere(place)) focus(place);
  };
  const first = isThere(current) ? current : { row: 0, column: rows[0]?.cells.findIndex(Boolean) ?? 0 };
  return (
    <div className={evaluation.scroll}>
      <table className={classes.heat} ref={table} role="grid" aria-label="Recall by circumstances" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {groups.map((group) => (
              <th key={group.distance} scope="colgroup" colSpan={group.columns}>
                {group.distance}
              </th>
            ))}
          </tr>
          <tr>
            <td />
            {columns.map(({ distance, visibility }) => (
              <th key={`${distance} ${visibility}`} scope="col" title="How much of the object is visible">
                {visibility}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells: entries }, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {entries.map((entry, column) => (
                <td key={column} role="gridcell">
                  {entry && (
                    <Cell
                      cell={entry.cell}
                      place={{ row, column }}
                      isFirst={first.row === row && first.column === column}
                      onFocus={() => setCurrent({ row, column })}
                      onOpen={() => onOpen(entry.cell)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

type CellProps = {
  readonly cell: HeatMapCell;
  readonly place: Place;
  /** Whether Tab leads to it. */
  readonly isFirst: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
};

function Cell({ cell, place, isFirst, onFocus, onOpen }: CellProps) {
  const { recall, seen, found, interval, distance, visibility, example } = cell;
  const [low, high] = interval;
  const style: CSSProperties & { readonly "--missed": string } = { "--missed": `${Math.round((1 - recall) * 100)}%` };
  const where = `${skyName(cell)}, ${distance}, visibility ${visibility}`;
  const figures = `${found} of ${seen} found: ${percent(recall)} (${percent(low)} to ${percent(high)})`;
  const leads = `Opens frame ${example.frame}, track ${example.track} (${example.missed ? "missed" : "found"})`;
  return (
    <Tooltip
      events={{ hover: true, focus: true, touch: false }}
      label={
        <span className={classes.tip}>
          <b>{where}</b>
          <span>{figures}</span>
          <span>{leads}</span>
        </span>
      }
    >
      <button
        type="button"
        className={classes.cell}
        style={style}
        data-place={`${place.row} ${place.column}`}
        tabIndex={isFirst ? 0 : -1}
        aria-label={`${where}: ${figures}. ${leads}`}
        onFocus={onFocus}
        onClick={onOpen}
      >
        {Math.round(recall * 100)}
        <small>{seen}</small>
      </button>
    </Tooltip>
  );
}
