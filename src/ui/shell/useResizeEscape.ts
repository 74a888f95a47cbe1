import { useEffect } from "react";
import type { useGroupRef } from "react-resizable-panels";

type GroupRef = ReturnType<typeof useGroupRef>;

/** While a separator between panels is dragged, Escape ends the drag and restores the sizes of all panels in the groups. */
export function useResizeEscape(...groups: readonly [GroupRef, GroupRef]): void {
  const [rows, columns] = groups;
  useEffect(() => {
    let stop = () => {};
    const press = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest("[role=separator]")) return;
      stop();
      const { pointerId, pointerType } = event;
      const before = [rows, columns].map(({ current }) => ({ group: current, layout: current?.getLayout() }));
      const escape = (key: KeyboardEvent) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        stop();
        document.dispatchEvent(new PointerEvent("pointercancel", { bubbles: true, pointerId, pointerType }));
        for (const { group, layout } of before) if (layout) group?.setLayout(layout);
      };
      stop = () => {
        window.removeEventListener("keydown", escape, true);
        window.removeEventListener("pointerup", stop, true);
        window.removeEventListener("pointercancel", stop, true);
      };
      window.addEventListener("keydown", escape, true);
      window.addEventListener("pointerup", stop, true);
      window.addEventListener("pointercancel", stop, true);
    };
    window.addEventListener("pointerdown", press, true);
    return () => {
      window.removeEventListener("pointerdown", press, true);
      stop();
    };
  }, [rows, columns]);
}
