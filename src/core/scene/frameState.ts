import type { Scenario } from "../document/schema";
import { settlementOf } from "../relations";
import type { Box, FrameState, Solid } from "./frameStateTypes";
import { pictureFrame, pictureVisibleMask, placedPictureFrame } from "./pictureFrame";
import { exposedRoadFrame } from "./road/exposure";
import { actorSolidAt, placedRoadFrame, roadFrame, roadVisibleMask } from "./road/frame";
import { withSights, type Sights } from "./road/sight";
import type { SilhouetteMask } from "./silhouetteMask";

/**
 * What the scenario is at a frame: pure, random-access, plain data. Frames count from 0; those past the end are allowed,
 * as the editor scrubs there.
 */
export function frameState(scenario: Scenario, frame: number): FrameState {
  assertFrame(frame);
  const { scenario: timed } = settlementOf(scenario);
  return timed.road ? roadFrame(timed, timed.road, frame) : pictureFrame(timed, frame);
}

/**
 * The frame as it is drawn: where everything is, at a fraction of the cost of `frameState`. What can be seen is not
 * computed: every actor counts as wholly visible, with no visible box.
 * @param isExposed whether a road's frame has all moments that its camera records, or its own alone
 */
export function placedFrame(scenario: Scenario, frame: number, isExposed = true): FrameState {
  assertFrame(frame);
  const { scenario: timed } = settlementOf(scenario);
  if (!timed.road) return placedPictureFrame(timed, frame);
  return isExposed ? exposedRoadFrame(timed, timed.road, frame) : placedRoadFrame(timed, timed.road, frame);
}

/**
 * The same as `frameState`, of a road scenario, from what was counted elsewhere: `sightsOf` the frame as placed.
 * @throws RangeError for a scenario without a road
 */
export function sightedFrame(scenario: Scenario, frame: number, sights: Sights): FrameState {
  assertFrame(frame);
  const { scenario: timed } = settlementOf(scenario);
  if (!timed.road) throw new RangeError("only what is seen on a road is counted in pixels");
  return withSights(placedRoadFrame(timed, timed.road, frame), sights);
}

/**
 * The seen pixels of an actor at this frame, as a mask of its box, or of the part in the picture of a large one;
 * null for a track that is not in the picture.
 */
export function visibleMaskOf(state: FrameState, trackId: number): { box: Box; mask: SilhouetteMask } | null {
  return state.road ? roadVisibleMask(state, state.road, trackId) : pictureVisibleMask(state, trackId);
}

/** The body of an actor on the road at a frame, whether or not the picture shows it; null for one that is not there, and in pictures. */
export function solidAt(scenario: Scenario, id: string, frame: number): Solid | null {
  assertFrame(frame);
  const { scenario: timed } = settlementOf(scenario);
  return timed.road ? actorSolidAt(timed, timed.road, id, frame) : null;
}

function assertFrame(frame: number): void {
  if (!Number.isInteger(frame)) throw new RangeError(`a frame must be a whole number, not ${frame}`);
}
