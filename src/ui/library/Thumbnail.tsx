import { useEffect, useRef, useState } from "react";
import type { SlimScenario } from "@/core/document";
import { useServices } from "../context/ServicesContext";
import { Picture } from "../pictures/Picture";
import { playPicture, tellingFrameOf } from "../pictures/drawPicture";
import classes from "./library.module.css";

/** A scenario's representative frame; it plays while the pointer is over it. */
export function Thumbnail({ scenario }: { scenario: SlimScenario }) {
  const [playing, setPlaying] = useState(false);
  const play = () => setPlaying(!window.matchMedia("(prefers-reduced-motion: reduce)").matches);
  return (
    <span className={classes.thumbnail} onPointerEnter={play} onPointerLeave={() => setPlaying(false)}>
      <Picture className={classes.picture} scenario={scenario} frame="telling" />
      {playing && <Film scenario={scenario} />}
    </span>
  );
}

function Film({ scenario }: { scenario: SlimScenario }) {
  const { pictures } = useServices();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const abort = new AbortController();
    playPicture(element, { scenario, pictures }, tellingFrameOf(scenario), abort.signal);
    return () => abort.abort();
  }, [scenario, pictures]);
  return <canvas ref={canvas} className={classes.picture} data-film aria-hidden />;
}
