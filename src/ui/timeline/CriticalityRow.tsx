import { ActionIcon, Tooltip } from "@mantine/core";
import { IconEyeOff, IconUrgent } from "@tabler/icons-react";
import { useMemo, type CSSProperties } from "react";
import { formatSeconds } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import { EXPECTED_BRAKING, criticalityOf, encounteringPair, isCriticalityOn, switchCriticality, type CriticalityTold } from "@/editor";
import { useEditor, useLive, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import classes from "./criticality.module.css";
import timeline from "./timeline.module.css";

/** What the curves reach to: seconds to collision below, and required braking (m/s²) above. */
const MOST_SECONDS = 5;
const MOST_BRAKING = 10;
/** A curve is drawn through this many frames at most. */
const MOST_POINTS = 600;

/** How critical the encounter of two actors is over time, below the timeline; a click goes to the worst moment. */
export function CriticalityRow() {
  const on = useSession(({ panels }) => isCriticalityOn(panels));
  return on && <Row />;
}

function Row() {
  const editor = useEditor();
  const { player } = useServices();
  const scenario = useLive((present) => present);
  const selection = useSession((session) => session.selection);
  const found = useMemo(() => {
    const pair = encounteringPair(scenario, selection);
    return pair && criticalityOf(scenario, pair);
  }, [scenario, selection]);
  const { fps } = scenario.video;
  const names = found ? found.actors.map(({ name }) => name).join(" – ") : "select an actor that meets another on a road";
  return (
    <div className={classes.foot}>
      <div className={timeline.label}>
        <button
          type="button"
          className={timeline.labelButton}
          title={`Criticality: ${names}. Go to the worst moment`}
          disabled={found?.worst === null || !found}
          onClick={() => {
            if (found && found.worst !== null) player.seek(found.worst);
          }}
        >
          <IconUrgent size={16} stroke={1.75} aria-hidden />
          <span className={timeline.labelName}>Criticality</span>
        </button>
        <Tooltip label="Hide criticality">
          <ActionIcon size={22} aria-label="Hide criticality" onClick={() => switchCriticality(editor, false)}>
            <IconEyeOff size={14} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={timeline.lane}>
        {found && (
          <>
            <Curves found={found} />
            {found.avoidable !== null && <Mark frame={found.avoidable} kind="avoidable" title={avoidableText(found.avoidable, fps)} />}
            {found.summary.impact && <Mark frame={found.summary.impact.frame} kind="impact" title="They touch" />}
          </>
        )}
        <p className={classes.text} role="status">
          {found ? toldOf(found, fps) : `No encounter: ${names}.`}
        </p>
      </div>
    </div>
  );
}

const avoidableText = (frame: number, fps: number): string =>
  `Can be avoided by braking at ${EXPECTED_BRAKING} m/s² until ${formatSeconds(secondsOf(frame, fps))}`;

/** What the curves come to, in words. */
function toldOf({ actors, summary, avoidable }: CriticalityTold, fps: number): string {
  const { impact, pet, minimum_gap: gap } = summary;
  const pair = actors.map(({ name }) => name).join(" – ");
  if (impact) {
    const where = `hit at ${Math.round(impact.share * 100)} % of its width after ${formatSeconds(impact.time)}`;
    const braking = avoidable === null ? `Braking at ${EXPECTED_BRAKING} m/s² never avoids it` : avoidableText(avoidable, fps);
    return `${pair}: ${where}. ${braking}.`;
  }
  const facts = [
    ...(gap === null ? [] : [`nearest ${gap.toFixed(1)} m`]),
    ...(pet === null ? [] : [`post-encroachment time ${formatSeconds(pet)}`]),
  ];
  return `${pair}: ${facts.length > 0 ? facts.join(", ") : "never there together"}.`;
}

/** Time to collision (lower is nearer to the bottom line) and the braking it takes, in a drawing whose unit is a frame. */
function Curves({ found: { frames } }: { found: CriticalityTold }) {
  const first = frames[0]?.frame ?? 0;
  const last = frames.at(-1)?.frame ?? first;
  const shapes = useMemo(() => {
    const stride = Math.ceil(frames.length / MOST_POINTS);
    const shown = frames.filter((_, index) => index % stride === 0);
    const curve = (valueOf: (frame: (typeof frames)[number]) => number | null, most: number) => {
      let isDrawn = false;
      const parts: string[] = [];
      for (const frame of shown) {
        const value = valueOf(frame);
        if (value !== null && value <= most)
          parts.push(`${isDrawn ? "L" : "M"}${frame.frame - first} ${(100 * (1 - value / most)).toFixed(1)}`);
        isDrawn = value !== null && value <= most;
      }
      return parts.join(" ");
    };
    return {
      ttc: curve(({ ttc }) => ttc, MOST_SECONDS),
      drac: curve(({ drac }) => (drac === null ? null : Math.min(drac, MOST_BRAKING)), MOST_BRAKING),
    };
  }, [frames, first]);
  if (last === first) return null;
  const style: CSSProperties & Record<`--${string}`, number> = { "--from": first, "--to": last };
  return (
    <svg className={classes.curves} style={style} viewBox={`0 0 ${last - first} 100`} preserveAspectRatio="none" aria-hidden>
      <path className={classes.ttc} d={shapes.ttc} vectorEffect="non-scaling-stroke" />
      <path className={classes.drac} d={shapes.drac} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** A moment of the encounter; a click goes there. */
function Mark({ frame, kind, title }: { frame: number; kind: "avoidable" | "impact"; title: string }) {
  const { player } = useServices();
  const style: CSSProperties & Record<`--${string}`, number> = { "--at": frame };
  return (
    <button
      type="button"
      className={classes.mark}
      style={style}
      data-kind={kind}
      title={title}
      aria-label={title}
      onClick={() => player.seek(Math.floor(frame))}
    />
  );
}
