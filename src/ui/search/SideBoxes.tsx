import { marksAt, type StreamView } from "@/services/detection/streamView";
import classes from "./search.module.css";

type Props = { readonly marks: StreamView; readonly frame: number; readonly width: number; readonly height: number };

/** What became of a detector's reports at a frame: found with a solid line, false with a cross, missed dashed; each with its name. */
export function SideBoxes({ marks, frame, width, height }: Props) {
  const text = Math.max(width, height) / 60;
  return (
    <svg className={classes.boxes} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {[...marksAt(marks, frame)].map(({ outcome, box, label, confidence }, index) => {
        if (!box) return null;
        const name = `${outcome} ${label}${Number.isNaN(confidence) ? "" : ` ${confidence.toFixed(2)}`}`;
        const right = box.x + box.width;
        const isAtEdge = right + text * name.length * 0.6 > width;
        const cross = text / 3;
        return (
          <g key={index} data-outcome={outcome}>
            <rect className={classes.halo} {...box} />
            <rect {...box} />
            {outcome === "FP" && (
              <path d={`M${right - cross} ${box.y - cross}l${2 * cross} ${2 * cross}m0 ${-2 * cross}l${-2 * cross} ${2 * cross}`} />
            )}
            <text
              x={isAtEdge ? box.x - text / 3 : right + text / 3}
              y={Math.min(height - text / 2, Math.max(text, box.y + text * (outcome === "FN" ? 2.2 : 0.9)))}
              fontSize={text}
              textAnchor={isAtEdge ? "end" : "start"}
            >
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
