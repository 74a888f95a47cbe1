import type { CSSProperties, PointerEvent } from "react";
import classes from "./timeline.module.css";

type Props = {
  readonly frame: number;
  readonly selected: boolean;
  readonly label: string;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
};

/** A diamond at a frame. Chosen by a press, moved by a drag. */
export function Keyframe({ frame, selected, label, onPointerDown }: Props) {
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  return <span className={classes.keyframe} style={style} data-selected={selected || undefined} title={label} onPointerDown={onPointerDown} />;
}
