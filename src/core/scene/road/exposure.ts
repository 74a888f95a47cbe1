import type { Road, Scenario } from "../../document/schema";
import type { FrameState } from "../frameStateTypes";
import { placedRoadFrame } from "./frame";

/** Number of bands of rows that a rolling shutter reads in turn. */
const BANDS = 12;
/** Number of moments averaged for an exposure. */
const MOMENTS = 6;

/**
 * The frame of a road scenario with the moments that its camera records: rows in turn, each during the exposure. The frame's own moment is
 * in the middle of both, so that bodies are drawn centred on their labels.
 */
export function exposedRoadFrame(scenario: Scenario, road: Road, frame: number): FrameState {
  const state = placedRoadFrame(scenario, road, frame);
  const { motionBlur = 0, rollingShutter = 0 } = scenario.sensor ?? {};
  if (!state.road || (motionBlur === 0 && rollingShutter === 0)) return state;
  const moments = momentsOf(state.height, motionBlur, rollingShutter).map(({ later, top, bottom }) => ({
    top,
    bottom,
    state: placedRoadFrame(scenario, road, frame, frame + later),
  }));
  return { ...state, road: { ...state.road, exposures: { momentsOfRow: motionBlur > 0 ? MOMENTS : 1, moments } } };
}

/**
 * What is drawn for every frame of a road scenario whose camera has motion blur or a rolling shutter: the number of moments, and how many
 * of them each row shows. Null if a frame is drawn once.
 */
export function exposureOf({
  road,
  sensor,
  video,
}: Pick<Scenario, "road" | "sensor" | "video">): { readonly moments: number; readonly momentsOfRow: number } | null {
  const { motionBlur = 0, rollingShutter = 0 } = sensor ?? {};
  if (!road || (motionBlur === 0 && rollingShutter === 0)) return null;
  return { moments: momentsOf(video.height, motionBlur, rollingShutter).length, momentsOfRow: motionBlur > 0 ? MOMENTS : 1 };
}

/** A moment, in frames after the frame's own, and the rows that are exposed then. */
type Moment = { readonly later: number; readonly top: number; readonly bottom: number };

/** The moments of a frame: every row shows the same number of them. */
function momentsOf(height: number, motionBlur: number, rollingShutter: number): Moment[] {
  const bands = rollingShutter > 0 ? BANDS : 1;
  const count = motionBlur > 0 ? MOMENTS : 1;
  const edge = (band: number) => 2 * Math.round((height * band) / (2 * bands));
  const step = motionBlur / count;
  // Bands start whole steps apart where that lets them share moments, which saves most of the drawing.
  const shared = step > 0 && rollingShutter / step < (bands - 1) * count;
  const moments = new Map<number, Moment>();
  for (let band = 0; band < bands; band++) {
    const start = rollingShutter * ((band + 0.5) / bands - 0.5);
    const steps = shared ? rounded(start / step) : 0;
    for (let index = 0; index < count; index++) {
      const key = shared ? steps + index : band * count + index;
      const later = (shared ? steps * step : start) + step * (index + 0.5 - count / 2);
      moments.set(key, { later, top: moments.get(key)?.top ?? edge(band), bottom: edge(band + 1) });
    }
  }
  return [...moments.values()];
}

/** To the nearest whole number, halves towards 0, also those that rounding made a little more: what is even around 0 stays so. */
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value) - 1e-9);
