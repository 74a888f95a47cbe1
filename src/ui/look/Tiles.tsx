import type { CSSProperties, ReactNode } from "react";
import classes from "./tiles.module.css";

type TilesProps = {
  /** Tiles per row; if omitted, as many as fit. */
  readonly columns?: number;
  readonly label?: string;
  readonly children: ReactNode;
};

/** A row of figures, each with its name. */
export function Tiles({ columns, label, children }: TilesProps) {
  const style: CSSProperties = columns === undefined ? {} : { gridTemplateColumns: `repeat(${columns}, 1fr)` };
  return (
    <dl className={classes.tiles} data-dense={columns === undefined || undefined} style={style} aria-label={label}>
      {children}
    </dl>
  );
}

type TileProps = {
  readonly name: string;
  readonly value: string;
  /** Its edge has the outcome's colour, dashed for missed objects. */
  readonly outcome?: "tp" | "fp" | "fn";
};

export function Tile({ name, value, outcome }: TileProps) {
  const style: CSSProperties =
    outcome === undefined ? {} : { borderLeft: `3px ${outcome === "fn" ? "dashed" : "solid"} var(--outcome-${outcome})` };
  return (
    <div className={classes.tile} style={style}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
