import { useEffect, useRef, useState } from "react";
import type { Scenario } from "@/core/document";
import { tellingFrame } from "@/core/scene";
import { Picture } from "../pictures/Picture";
import { playPicture } from "../pictures/drawPicture";
import classes from "./library.module.css";

/** A scenario's telling frame; it plays while the pointer is over it. */
export function Thumbnail({ scenario }: { scenario: Scenario }) {
  const [playing, setPlaying] = useState(false);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const frame = tellingFrame(scenario);
  return (
    <span className={classes.thumbnail} onPointerEnter={() => setPlaying(!still)} onPointerLeave={() => setPlaying(false)}>
      <Picture className={classes.picture} scenario={scenario} frame={frame} />
      {playing && <Film scenario={scenario} frame={frame} />}
    </span>
  );
}

function Film({ scenario, frame }: { scenario: Scenario; frame: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const abort = new AbortController();
    playPicture(element, scenario, frame, abort.signal);
    return () => abort.abort();
  }, [scenario, frame]);
  return <canvas ref={canvas} className={classes.picture} data-film aria-hidden />;
}
