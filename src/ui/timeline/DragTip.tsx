import { Portal } from "@mantine/core";
import { useStore } from "zustand";
import { dragTip } from "./dragTip";
import classes from "./timeline.module.css";

/** Frame and seconds of what is dragged, next to the pointer. */
export function DragTip() {
  const tip = useStore(dragTip, (state) => state.tip);
  if (!tip) return null;
  return (
    <Portal>
      <div className={classes.dragTip} style={{ left: tip.x, top: tip.y }} role="status" aria-live="off" data-testid="drag-tip">
        {tip.text}
      </div>
    </Portal>
  );
}
