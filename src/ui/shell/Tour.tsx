import { Button } from "@mantine/core";
import { useEffect, useState, type CSSProperties } from "react";
import { useStore } from "zustand";
import { useServices } from "../context/ServicesContext";
import classes from "./tour.module.css";

type Step = {
  /** What the step is about: a landmark or toolbar by its label, or a button by its text. */
  readonly target: string;
  readonly side: "right" | "left" | "above" | "below" | "within";
  readonly title: string;
  readonly text: string;
};

const STEPS: readonly Step[] = [
  {
    target: "[role=toolbar][aria-label=Tools]",
    side: "right",
    title: "Draw the actors",
    text:
      "Choose a type (1 to 4), then drag on the stage from the start to the end of its path. " +
      "Press U to draw occluders: vans, walls, hedges.",
  },
  {
    target: "[aria-label='Stage area']",
    side: "within",
    title: "Shape the path",
    text:
      "Drag waypoints, pull the path to bend it, double-click it to add a waypoint. " +
      "Ticks are one second apart: the closer together, the slower.",
  },
  {
    target: "section[aria-label=Timeline]",
    side: "above",
    title: "Set the timing",
    text:
      "Drag bars, their ends and the diamonds. " +
      "The chart button in a row shows its speed, which you can also drag. Press Space to play.",
  },
  {
    target: "[aria-label='Show the inspector'], section[aria-label=Inspector]",
    side: "left",
    title: "Be precise",
    text:
      "Fields accept arithmetic and units, such as 2*30 or 1.5s, and you can drag their labels. " +
      "Weather and ground truth have their own tabs.",
  },
  {
    target: "[data-tour=export]",
    side: "below",
    title: "Export video and ground truth",
    text: "One bundle contains the video and, for every frame, where each actor is and how much of it is visible.",
  },
];

const WIDTH = 300;
const GAP = 10;

/** Five cards that point at the parts of the page. Escape or “Close tour” ends the tour. */
export function Tour() {
  const { dialogs } = useServices();
  const running = useStore(dialogs, ({ open }) => open === "tour");
  return running && <Cards onEnd={() => dialogs.setState({ open: null })} />;
}

function Cards({ onEnd }: { onEnd: () => void }) {
  const [index, setIndex] = useState(0);
  const [, setResizes] = useState(0);
  const step = STEPS[index];

  useEffect(() => {
    const resize = () => setResizes((count) => count + 1);
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") onEnd();
      if (event.key === "ArrowRight") setIndex((before) => Math.min(STEPS.length - 1, before + 1));
      if (event.key === "ArrowLeft") setIndex((before) => Math.max(0, before - 1));
    };
    window.addEventListener("resize", resize);
    window.addEventListener("keydown", key);
    return () => {
      window.removeEventListener("resize", resize);
      window.removeEventListener("keydown", key);
    };
  }, [onEnd]);

  if (!step) return null;
  const last = index === STEPS.length - 1;
  const { ring, card } = placeOf(step);
  return (
    <div className={classes.tour} role="dialog" aria-label="Tour" aria-describedby="tour-text">
      <div className={classes.ring} style={ring} aria-hidden />
      <div className={classes.card} style={card}>
        <h2>{step.title}</h2>
        <p id="tour-text">{step.text}</p>
        <div className={classes.buttons}>
          <span className={classes.count}>
            {index + 1} of {STEPS.length}
          </span>
          <Button variant="subtle" color="gray" onClick={onEnd}>
            Close tour
          </Button>
          {/* The key gives each step's button the focus anew. */}
          <Button key={index} data-autofocus autoFocus onClick={() => (last ? onEnd() : setIndex(index + 1))}>
            {last ? "Done" : "Next"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function placeOf({ target, side }: Step): { ring: CSSProperties; card: CSSProperties } {
  const box = document.querySelector(target)?.getBoundingClientRect() ?? new DOMRect(0, 0, 0, 0);
  const { left, right, top, bottom, width, height } = box;
  const middle = Math.max(GAP, Math.min(window.innerWidth - WIDTH - GAP, left + width / 2 - WIDTH / 2));
  const cards: Record<Step["side"], CSSProperties> = {
    right: { left: right + GAP, top: top + GAP },
    left: { right: window.innerWidth - left + GAP, top: top + GAP },
    above: { left: middle, bottom: window.innerHeight - top + GAP },
    below: { left: middle, top: bottom + GAP },
    // Out of the way of what is in the centre of the picture.
    within: { left: left + GAP, top: top + GAP },
  };
  return { ring: { left: left + 2, top: top + 2, width: width - 4, height: height - 4 }, card: { ...cards[side], width: WIDTH } };
}
