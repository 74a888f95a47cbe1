import { useVirtualizer } from "@tanstack/react-virtual";
import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";
import type { ScenarioSummary } from "@/library";
import classes from "./library.module.css";
import { ScenarioCard, type CardActions } from "./ScenarioCard";

const MIN_CARD_WIDTH = 232;
const GAP = 12;
/** Caption and facts under a picture. */
const TEXT_HEIGHT = 57;
const PADDING = 32;

type Props = {
  readonly rows: readonly ScenarioSummary[];
  readonly selection: ReadonlySet<string>;
  readonly openId: string | null;
  readonly actions: CardActions;
};

/** Cards in as many columns as fit; only visible ones are in the DOM. */
export function ScenarioGrid({ rows, selection, openId, actions }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const { ref: measure, width: outer } = useElementSize<HTMLDivElement>();
  const width = Math.max(MIN_CARD_WIDTH, outer === 0 ? 960 : outer);
  const columns = Math.max(1, Math.floor((width + GAP) / (MIN_CARD_WIDTH + GAP)));
  const height = ((width - GAP * (columns - 1)) / columns) * (9 / 16) + TEXT_HEIGHT + GAP;
  const lines = useVirtualizer({
    count: Math.ceil(rows.length / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 3,
    // Rows beyond the edge already exist: a new one need not be ready within the frame.
    useFlushSync: false,
  });
  // The virtualizer keeps sizes until it is notified that they have changed.
  const measured = useRef(height);
  if (measured.current !== height) {
    measured.current = height;
    lines.measure();
  }
  return (
    <div className={classes.scroll} ref={scroll}>
      <div ref={measure} style={{ height: lines.getTotalSize() + PADDING, position: "relative" }}>
        {lines.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className={classes.gridRow}
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {rows.slice(index * columns, (index + 1) * columns).map((row) => (
              <ScenarioCard
                key={row.id}
                row={row}
                selected={selection.has(row.id)}
                selecting={selection.size > 0}
                isOpen={row.id === openId}
                actions={actions}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
