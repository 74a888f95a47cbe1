import { annotatedActors, type Scenario } from "@/core/document";
import { mountedPose } from "@/core/camera";
import { frameState, shownCamera, visibleMaskOf, type FrameState } from "@/core/scene";
import { groundTruthCamera, groundTruthOf, ownIgnoreRegions, typesWithKeypoints, wholeRange } from "@/core/truth";
import type { FrameRange } from "@/core/timeline";
import type { AnnotatedFrame, AnnotationSource, SourceCamera } from "./types";
import { framesPerSecond } from "@/core/timeline";

/**
 * A scenario, or a part of it whose first frame becomes frame 0, as the writers read it. Hidden actors are left out.
 * @param states gives the state of a frame of the scenario
 */
export function scenarioSource(
  scenario: Scenario,
  range: FrameRange = wholeRange(scenario),
  states: (frame: number) => FrameState = (frame) => frameState(scenario, frame),
): AnnotationSource {
  const { width, height, fps } = scenario.video;
  let latest: FrameState | null = null;
  // Masks are requested one by one, all of a frame together.
  const stateAt = (frame: number): FrameState => (latest?.frame === frame ? latest : (latest = states(frame)));
  const shown = annotatedActors(scenario);
  return {
    video: { name: scenario.name, width, height, fps: framesPerSecond(fps), totalFrames: range.end - range.start },
    tracks: shown.map(({ trackId, type, name, appearance }) => ({ trackId, type, name, model: appearance.model })),
    ...cameraOf(scenario, range),
    keypointTypes: typesWithKeypoints(scenario),
    ignoreRegions: ownIgnoreRegions(scenario, range),
    *frames() {
      for (let frame = range.start; frame < range.end; frame++) yield annotatedFrame(stateAt(frame), range);
    },
    mask(frame, trackId) {
      const seen = visibleMaskOf(stateAt(frame + range.start), trackId);
      if (!seen || seen.mask.area === 0) return null;
      const { width: columns, height: rows, data } = seen.mask;
      return { x: seen.box.x, y: seen.box.y, width: columns, height: rows, data };
    },
  };
}

/** A frame as the writers read it, numbered from the start of a range. */
export function annotatedFrame(state: FrameState, { start }: Pick<FrameRange, "start">): AnnotatedFrame {
  const shifted = { ...state, frame: state.frame - start };
  const { ignored } = state;
  return { frame: shifted.frame, weather: state.weather, records: groundTruthOf(shifted), ...(ignored && { ignored }) };
}

function cameraOf(scenario: Scenario, range: FrameRange): { camera?: SourceCamera } {
  const { road } = scenario;
  if (!road) return {};
  const { carrier, mount } = shownCamera(road);
  return { camera: { truth: groundTruthCamera(scenario, road, range), carrier, mounted: mountedPose(mount) } };
}
