import { useMemo, type CSSProperties } from "react";
import type { Actor } from "@/core/document";
import { relationsOf } from "@/core/relations";
import { framesOf } from "@/core/timeline";
import { useLive, useSession } from "../context/EditorContext";
import { actorColor } from "../look/actors";
import { rowsHeight } from "./rowsHeight";
import { ROW_HEIGHT } from "./scale";
import classes from "./criticality.module.css";

/** Relations as links: from the other's row, where it does what is waited for, to the row of the actor that then moves on. */
export function RelationLinks({ top }: { readonly top: number }) {
  const scenario = useLive((present) => present);
  const plotted = useSession(({ speedPlots }) => speedPlots);
  const rows = useMemo(() => middlesOf(scenario.actors, plotted, top), [scenario.actors, plotted, top]);
  const { fps } = scenario.video;
  return relationsOf(scenario).map(({ actorId, index, until, moment, meeting }) => {
    const own = rows.get(actorId);
    const other = "actor" in until ? rows.get(until.actor) : undefined;
    const seconds = meeting ?? moment;
    if (!own || !other || seconds === null) return null;
    const style: CSSProperties & Record<`--${string}`, number | string> = {
      top: Math.min(own.middle, other.middle),
      height: Math.abs(own.middle - other.middle),
      "--at": framesOf(seconds, fps),
      "--type": actorColor(own.actor.type),
    };
    return (
      <div
        key={`${actorId} ${index}`}
        className={classes.link}
        style={style}
        data-up={own.middle < other.middle || undefined}
        data-relation={`${actorId} ${until.when} ${other.actor.id}`}
      >
        <span />
      </div>
    );
  });
}

/** The actors by their ids, and where the middle of each one's row is (CSS pixels). */
function middlesOf(actors: readonly Actor[], plotted: readonly string[], top: number): Map<string, { actor: Actor; middle: number }> {
  const rows = new Map<string, { actor: Actor; middle: number }>();
  let y = top;
  for (const actor of actors) {
    rows.set(actor.id, { actor, middle: y + ROW_HEIGHT / 2 });
    y += rowsHeight(actor, plotted.includes(actor.id));
  }
  return rows;
}
