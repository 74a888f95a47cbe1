import { placeAlong } from "../polyline";
import { roadLayout } from "../roads/build";
import type { Crossing, Lane } from "../roads/layout";
import type { RoadPlan } from "../roads/plan";
import { between, directionTo, leftOf, type Vector2 } from "../vector";
import type { SignalGroup } from "./item";
import { crossingAspect, signalAspect, usualStarts } from "./signals";
import type { SignalPhaseStart } from "./settings";

/** A traffic light of a road: of a lane, at its stop line, or of a crossing for people on foot. Its id is that of the lane or crossing. */
export type Light = {
  readonly id: string;
  readonly kind: "lane" | "crossing";
  /** Of a lane, the road that it belongs to; of a crossing, the one that it leads over. */
  readonly group: SignalGroup;
  readonly place: Vector2;
};

/** The road that a direction belongs to: the main road runs along x. */
const groupOf = ({ x, y }: Vector2): SignalGroup => (Math.abs(x) >= Math.abs(y) ? "main" : "side");

/** The road that a lane's traffic is on where it waits, at its end. */
export const groupOfLane = ({ centre }: Lane): SignalGroup => groupOf(placeAlong(centre, centre.length).direction);

/** A crossing leads over the road that it is perpendicular to. */
export const groupOfCrossing = ({ line }: Crossing): SignalGroup =>
  groupOf(leftOf(directionTo(placeAlong(line, 0), placeAlong(line, line.length)) ?? { x: 1, y: 0 }));

// Documents are immutable, so the result can be cached per plan object.
const known = new WeakMap<RoadPlan, readonly Light[]>();

/** The traffic lights of a road, whether or not its scenery shows them; none where nothing is regulated by lights. */
export function lightsOf(plan: RoadPlan): readonly Light[] {
  const found = known.get(plan) ?? lightsIn(plan);
  known.set(plan, found);
  return found;
}

function lightsIn(plan: RoadPlan): readonly Light[] {
  if (!("control" in plan) || plan.control !== "signals") return [];
  const { lanes, stopLines, crossings } = roadLayout(plan);
  const ofLanes = stopLines.flatMap(({ laneId, from, to }): Light[] => {
    const lane = lanes.find(({ id }) => id === laneId);
    return lane ? [{ id: laneId, kind: "lane", group: groupOfLane(lane), place: between(from, to, 0.5) }] : [];
  });
  const ofCrossings = crossings.map((crossing): Light => {
    const { x, y } = placeAlong(crossing.line, crossing.line.length / 2);
    return { id: crossing.id, kind: "crossing", group: groupOfCrossing(crossing), place: { x, y } };
  });
  return [...ofLanes, ...ofCrossings];
}

type Timing = { readonly starts: readonly SignalPhaseStart[] | undefined; readonly fps: number };

/** Whether a light lets its traffic go: while it is green, and while all lights flash amber. */
function isOpen({ kind, group }: Light, { starts, fps }: Timing, frame: number): boolean {
  if (kind === "crossing") return crossingAspect(starts, fps, group, frame) !== "red";
  const aspect = signalAspect(starts, fps, group, frame);
  // Only flashing lights are dark, and they are amber in between; the amber that ends a green lets nobody start.
  if (aspect === "amber") return signalAspect(starts, fps, group === "main" ? "side" : "main", frame) === "amber";
  return aspect === "green" || aspect === "dark";
}

/** A millionth of a frame: a phase has begun by then, whatever is rounded. */
const BEGUN = 1e-6;
/** In so many phases of the usual cycle, every light has been green. */
const USUAL_PHASES = 4;

/** The first frame, no earlier than one, at which a light lets its traffic go (neither need be whole); null if it never does again. */
export function greenFrom(light: Light, timing: Timing, frame: number): number | null {
  if (isOpen(light, timing, frame)) return frame;
  // Green is only ever the first part of a phase.
  const begins =
    timing.starts?.map((start) => start.frame) ?? usualStarts(frame / timing.fps, USUAL_PHASES).map((time) => time * timing.fps);
  return begins.find((begin) => begin > frame && isOpen(light, timing, begin + BEGUN)) ?? null;
}
