import { Loader } from "@mantine/core";
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import classes from "./search.module.css";

type Props = {
  /** Width ÷ height of both pictures. */
  readonly ratio: number;
  /** What the divider uncovers: on its left, and on its right. */
  readonly left: ReactNode;
  readonly right: ReactNode;
  /** Where the divider is at first, in percent of the width. */
  readonly start: number;
  /** Whether the pictures are still to come. */
  readonly isWaiting: boolean;
};

/** Percent that an arrow key moves the divider; with Shift, and with Page Up and Down. */
const [STEP, LARGE_STEP] = [1, 10];

/**
 * Two pictures of the same place, one over the other, with a divider between them: it follows the pointer while a button is held anywhere
 * on the pictures, and arrow keys.
 */
export function Wipe({ ratio, left, right, start, isWaiting }: Props) {
  const [at, setAt] = useState(start);
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const move = (next: number) => setAt(Math.min(100, Math.max(0, next)));
  const follow = (event: PointerEvent) => {
    const { left: edge = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    move(((event.clientX - edge) / width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const next = placeAfter(event.key, at, step);
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
  const style: CSSProperties & { readonly "--at": string } = {
    "--at": `${at}%`,
    aspectRatio: ratio,
    maxWidth: `calc(var(--high) * ${ratio})`,
  };
  return (
    <div
      ref={box}
      className={classes.wipe}
      style={style}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        handle.current?.focus({ preventScroll: true });
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <div className={classes.left} data-wipe="left">
        {left}
      </div>
      <div className={classes.right} data-wipe="right">
        {right}
      </div>
      {isWaiting && (
        <div className={classes.waiting}>
          <Loader size="sm" aria-label="Drawing the pictures" />
        </div>
      )}
      <div
        ref={handle}
        className={classes.divider}
        role="slider"
        tabIndex={0}
        aria-label="Wipe between the two pictures"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at)}
        aria-valuetext={`${Math.round(at)} % passes, ${100 - Math.round(at)} % fails`}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function placeAfter(key: string, at: number, step: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return at - step;
    case "ArrowRight":
    case "ArrowUp":
      return at + step;
    case "PageDown":
      return at - LARGE_STEP;
    case "PageUp":
      return at + LARGE_STEP;
    case "Home":
      return 0;
    case "End":
      return 100;
    default:
      return null;
  }
}
