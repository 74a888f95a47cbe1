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
  const bands = rollingShutter > 0 ? BANDS : 1;
  const moments = motionBlur > 0 ? MOMENTS : 1;
  const edge = (band: number) => 2 * Math.round((state.height * band) / (2 * bands));
  const exposures = Array.from({ length: bands }, (_, band) => ({
    top: edge(band),
    bottom: edge(band + 1),
    states: Array.from({ length: moments }, (__, moment) => {
      const later = rollingShutter * ((band + 0.5) / bands - 0.5) + motionBlur * ((moment + 0.5) / moments - 0.5);
      return placedRoadFrame(scenario, road, frame, frame + later);
    }),
  }));
  return { ...state, road: { ...state.road, exposures } };
}
