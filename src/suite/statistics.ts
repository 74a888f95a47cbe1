import { ACTOR_TYPES, type ActorType, type Scenario, type Condition } from "@/core/document";
import { frameState, type FrameState } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import { severityOf } from "@/core/weather";

/** Lower edges of the bins for visibility; the last bin includes 1. */
export const VISIBILITY_EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Lower edges of the bins for size: the square root of the box's area, in pixels. */
export const SIZE_EDGES = [0, 16, 32, 48, 64, 96, 128, 192, 256, 384] as const;

export type ClassCounts = {
  tracks: number;
  /** Boxes over all frames. */
  annotations: number;
  /** Those that are visible by the specification's rule. */
  visible: number;
};

/** A video's ground truth in numbers that can be added up. */
export type TruthStatistics = {
  frames: number;
  classes: Record<ActorType, ClassCounts>;
  /** Annotations by `VISIBILITY_EDGES`. */
  visibility: number[];
  /** Annotations by `SIZE_EDGES`. */
  sizes: number[];
  /** Frames by weather (in a fade, the stronger one) and light and severity 0..5 (intensity × 5, rounded). */
  weather: { condition: Condition; severity: number; frames: number }[];
};

const FRAMES_BETWEEN_RESTS = 40;

/** Counts a scenario's ground truth. Yields to other work between frames. */
export async function countTruth(scenario: Scenario): Promise<TruthStatistics> {
  const counter = new TruthCounter();
  for (let frame = 0; frame < scenario.video.durationFrames; frame++) {
    if (frame % FRAMES_BETWEEN_RESTS === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    counter.add(frameState(scenario, frame));
  }
  return counter.statistics();
}

/** Counts ground truth frame by frame, for where the frames are evaluated anyway. */
export class TruthCounter {
  readonly #sum = emptyStatistics();
  readonly #tracks = new Map<number, ActorType>();
  readonly #weather = new Map<string, TruthStatistics["weather"][number]>();

  /** Adds a frame of the video; each is added once. */
  add(state: FrameState): void {
    const [first, ...others] = state.weather;
    const strongest = others.reduce((best, layer) => (best && layer.intensity > best.intensity ? layer : best), first);
    if (strongest) countWeather(this.#weather, strongest.condition, severityOf(strongest.intensity), 1);
    // Rain at night is both: what the light falls through, or the light that falls through it, counts too.
    const light = state.weather.findLast(({ through = [] }) => through.length > 0);
    const other = light === strongest ? light?.through?.[0] : light;
    if (other) countWeather(this.#weather, other.condition, severityOf(other.intensity), 1);
    for (const { object_type, track_id, visible, visibility, bounding_box } of groundTruthOf(state)) {
      this.#tracks.set(track_id, object_type);
      const counts = this.#sum.classes[object_type];
      counts.annotations++;
      if (visible) counts.visible++;
      addToBin(this.#sum.visibility, VISIBILITY_EDGES, visibility);
      addToBin(this.#sum.sizes, SIZE_EDGES, Math.sqrt(bounding_box.width * bounding_box.height));
    }
    this.#sum.frames++;
  }

  /** The counts so far, to be asked for once, after the last frame. */
  statistics(): TruthStatistics {
    for (const type of this.#tracks.values()) this.#sum.classes[type].tracks++;
    return { ...this.#sum, weather: inOrder(this.#weather) };
  }
}

/** The counts of several videos together. */
export function addUp(parts: readonly TruthStatistics[]): TruthStatistics {
  const sum = emptyStatistics();
  const weather = new Map<string, TruthStatistics["weather"][number]>();
  for (const part of parts) {
    sum.frames += part.frames;
    for (const type of ACTOR_TYPES) {
      sum.classes[type].tracks += part.classes[type].tracks;
      sum.classes[type].annotations += part.classes[type].annotations;
      sum.classes[type].visible += part.classes[type].visible;
    }
    part.visibility.forEach((count, bin) => (sum.visibility[bin] = (sum.visibility[bin] ?? 0) + count));
    part.sizes.forEach((count, bin) => (sum.sizes[bin] = (sum.sizes[bin] ?? 0) + count));
    for (const { condition, severity, frames } of part.weather) countWeather(weather, condition, severity, frames);
  }
  sum.weather = inOrder(weather);
  return sum;
}

function emptyStatistics(): TruthStatistics {
  const none = (): ClassCounts => ({ tracks: 0, annotations: 0, visible: 0 });
  return {
    frames: 0,
    classes: { pedestrian: none(), cyclist: none(), vehicle: none(), distracted_driver: none() },
    visibility: VISIBILITY_EDGES.map(() => 0),
    sizes: SIZE_EDGES.map(() => 0),
    weather: [],
  };
}

function addToBin(bins: number[], edges: readonly number[], value: number): void {
  let bin = edges.length - 1;
  while (bin > 0 && value < (edges[bin] ?? 0)) bin--;
  bins[bin] = (bins[bin] ?? 0) + 1;
}

function countWeather(
  weather: Map<string, TruthStatistics["weather"][number]>,
  condition: Condition,
  severity: number,
  frames: number,
): void {
  const key = `${condition} ${severity}`;
  weather.set(key, { condition, severity, frames: (weather.get(key)?.frames ?? 0) + frames });
}

const inOrder = (weather: ReadonlyMap<string, TruthStatistics["weather"][number]>) =>
  [...weather].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
