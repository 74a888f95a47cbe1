import { createActor, createScenario, type Point, type Scenario } from "@/core/document";
import type { Cursor } from "../stores/transient";

const WALKER = { width: 40, height: 100 };

const walker = (id: string, trackId: number, y: number) =>
  createActor({
    id,
    trackId,
    type: "pedestrian",
    size: WALKER,
    startFrame: 0,
    endFrame: 300,
    waypoints: [
      { x: 300, y },
      { x: 900, y },
    ],
  });

/** A region to ignore that covers almost everything, and on it two walkers, the first of them to be chosen, with their paths. */
export const COVERED: Scenario<never> = createScenario({
  id: "covered",
  name: "Covered",
  actors: [walker("chosen", 0, 250), walker("other", 1, 450)],
  ignoreRegions: [{ startFrame: 0, endFrame: 300, x: 200, y: 100, width: 800, height: 500 }],
});

/** Where guides lie over it. */
export const COVERED_GUIDES = { x: 600, y: 520 } as const;

/** What the cursor says at each place: what is drawn on top is hit first, and a region to ignore last. */
export const HIT_ORDER: readonly (readonly [what: string, at: Point, cursor: Cursor])[] = [
  ["the chosen walker's corner", { x: 322, y: 148 }, "nesw-resize"],
  ["the chosen walker", { x: 300, y: 200 }, "move"],
  ["its waypoint", { x: 900, y: 250 }, "pointer"],
  ["its path over the region", { x: 750, y: 250 }, "crosshair"],
  ["its path over a guide", { x: 600, y: 250 }, "crosshair"],
  ["another's path over the region", { x: 750, y: 450 }, "pointer"],
  ["another's path over a guide", { x: 600, y: 450 }, "pointer"],
  ["a guide over the region", { x: 600, y: 350 }, "ew-resize"],
  ["a level guide over an upright one", { x: 600, y: 520 }, "ns-resize"],
  ["the region", { x: 400, y: 350 }, "move"],
  ["empty ground", { x: 100, y: 350 }, "default"],
];
