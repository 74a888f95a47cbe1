import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import type { Actor, Scenario } from "@/core/document";
import { useScenario } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { useSelectedActors } from "../../context/useSelection";
import { ACTOR_COLORS, PALETTES } from "../../theme/palette";
import { Section } from "../Section";
import { visibilitySeries, type VisibilitySeries } from "./visibilitySeries";
import panels from "../panels.module.css";
import classes from "./truth.module.css";

/** How much of the selected actor is visible, over the video. A click goes to that frame. */
export function VisibilitySection() {
  const [actor] = useSelectedActors();
  const scenario = useScenario((present) => present);
  return (
    <Section title={actor ? `Visibility of ${actor.name}` : "Visibility"}>
      {actor ? (
        <VisibilityPlot actor={actor} scenario={scenario} />
      ) : (
        <p className={panels.hint}>Select an actor to see its visibility over time.</p>
      )}
    </Section>
  );
}

const HEIGHT = 110;

function VisibilityPlot({ actor, scenario }: { actor: Actor; scenario: Scenario }) {
  const { editor, player } = useServices();
  const scheme = useComputedColorScheme();
  const container = useRef<HTMLDivElement>(null);
  const [series, setSeries] = useState<VisibilitySeries | null>(null);
  const { trackId, type } = actor;

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void visibilitySeries(scenario, trackId, abort.signal).then((found) => {
        if (found) setSeries(found);
      });
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [scenario, trackId]);

  useEffect(() => {
    const element = container.current;
    if (!element || !series) return;
    const palette = PALETTES[scheme];
    const color = ACTOR_COLORS[scheme][type];
    const axis = {
      stroke: palette.dim,
      font: "11px 'Inter Variable', sans-serif",
      grid: { stroke: palette.hairline, width: 1 },
      ticks: { show: false },
    };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: { x: { time: false }, y: { range: [0, 1.02] } },
        axes: [
          { ...axis, size: 24, gap: 2 },
          { ...axis, size: 38, gap: 2, splits: [0, 0.5, 1], values: (_plot, values) => values.map((value) => `${value * 100} %`) },
        ],
        series: [{}, { stroke: color, width: 1.5, fill: `${color}26`, points: { show: false }, spanGaps: false }],
      },
      [series.frames, series.visibility],
      element,
    );
    const line = document.createElement("div");
    line.className = classes.plotLine ?? "";
    plot.over.append(line);
    const place = () => {
      line.style.transform = `translateX(${plot.valToPos(editor.transient.getState().frame, "x")}px)`;
    };
    place();
    const stop = editor.transient.subscribe((state, before) => {
      if (state.frame !== before.frame) place();
    });
    const go = (event: MouseEvent) => player.seek(plot.posToVal(event.offsetX, "x"));
    plot.over.addEventListener("click", go);
    const observer = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
      place();
    });
    observer.observe(element);
    return () => {
      stop();
      observer.disconnect();
      plot.destroy();
    };
  }, [series, scheme, type, editor, player]);

  return (
    <div ref={container} className={classes.plot} role="img" aria-label={`Visibility of ${actor.name} over the video, from 0 to 100 %`} />
  );
}
