import type { CSSProperties, HTMLAttributes, PointerEvent } from "react";
import classes from "./timeline.module.css";

type Props = {
  readonly frame: number;
  readonly selected: boolean;
  readonly title: string;
  /** The props that make it a slider for the keyboard (`timeHandle`). */
  readonly handle: HTMLAttributes<HTMLElement>;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
};

/** A diamond at a frame. Selected by a press, moved by a drag or with arrow keys. */
export function Keyframe({ frame, selected, title, handle, onPointerDown }: Props) {
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  return (
    <span
      {...handle}
      className={classes.keyframe}
      style={style}
      data-selected={selected || undefined}
      title={title}
      onPointerDown={onPointerDown}
    />
  );
}
