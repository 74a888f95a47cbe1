import type { Scenario } from "../document/schema";
import type { Box, FrameState } from "./frameStateTypes";
import { pictureFrame, pictureVisibleMask, placedPictureFrame } from "./pictureFrame";
import { exposedRoadFrame } from "./road/exposure";
import { roadFrame, roadVisibleMask } from "./road/frame";
import type { SilhouetteMask } from "./silhouetteMask";

/**
 * What the scenario is at a frame: pure, random-access, plain data. Frames count from 0; those past the end are allowed,
 * as the editor scrubs there.
 */
export function frameState(scenario: Scenario, frame: number): FrameState {
  assertFrame(frame);
  return scenario.road ? roadFrame(scenario, scenario.road, frame) : pictureFrame(scenario, frame);
}

/**
 * The frame as it is drawn: where everything is, at a fraction of the cost of `frameState`. What can be seen is not
 * computed: every actor counts as wholly visible, with no visible box.
 */
export function placedFrame(scenario: Scenario, frame: number): FrameState {
  assertFrame(frame);
  return scenario.road ? exposedRoadFrame(scenario, scenario.road, frame) : placedPictureFrame(scenario, frame);
}

/**
 * The seen pixels of an actor at this frame, as a mask of its box, or of the part in the picture of a large one;
 * null for a track that is not in the picture.
 */
export function visibleMaskOf(state: FrameState, trackId: number): { box: Box; mask: SilhouetteMask } | null {
  return state.road ? roadVisibleMask(state, state.road, trackId) : pictureVisibleMask(state, trackId);
}

function assertFrame(frame: number): void {
  if (!Number.isInteger(frame)) throw new RangeError(`a frame must be a whole number, not ${frame}`);
}
