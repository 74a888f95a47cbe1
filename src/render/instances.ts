import {
  NEAREST,
  drawRoadInstances,
  frameState,
  idsOfBodies,
  placedFrame,
  sightsOf,
  visibleMaskOf,
  type ActorState,
  type FrameState,
  type RoadView,
  type Sights,
} from "@/core/scene";
import type { Scenario } from "@/core/document";
import { Raster, rgb } from "@/raster";

/**
 * Draws nothing but who is where: every pixel of an annotated actor is (track id + 1: low byte, high byte, 255), all else black.
 * Without antialiasing, weather and sensor.
 */
export class InstancePicture {
  /** A word a pixel, as `rgb` makes it. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** Of a road. */
  private readonly raster: Raster | null;

  constructor(private readonly scenario: Scenario) {
    const { width, height } = scenario.video;
    this.words = new Uint32Array(width * height);
    this.raster = scenario.road ? new Raster({ width, height, near: NEAREST }) : null;
  }

  /**
   * Draws a frame. @param isCounted whether what is seen of bodies is counted as well, on a road
   * @returns what is seen of them; null if it is not counted
   */
  drawFrame(frame: number, isCounted = false): Sights | null {
    const { raster, scenario } = this;
    this.words.fill(NOBODY);
    if (!raster) {
      this.drawMasks(frameState(scenario, frame));
      return null;
    }
    const state = placedFrame(scenario, frame, false);
    const { road } = state;
    if (!road) return null;
    this.drawIds(raster, state, road);
    return isCounted ? sightsOf(state, road, raster) : null;
  }

  /** On the road, by the ids of its pixels. */
  private drawIds(raster: Raster, state: FrameState, view: RoadView): void {
    drawRoadInstances(raster, state, view);
    raster.renderInstances();
    const ids = idsOfBodies(state, view);
    const words = new Uint32Array(Math.max(0, ...ids) + 1).fill(NOBODY);
    state.bodies.forEach((body, index) => {
      if (body.kind === "actor") words[ids[index] ?? 0] = wordOf(body);
    });
    raster.ids().forEach((id, at) => {
      if (id !== 0) this.words[at] = words[id] ?? NOBODY;
    });
  }

  /** In the picture world, by what is seen of silhouettes. */
  private drawMasks(state: FrameState): void {
    for (const body of state.bodies) {
      if (body.kind !== "actor" || body.visibleBox === null) continue;
      const seen = visibleMaskOf(state, body.trackId);
      if (seen) this.fillMask(seen, wordOf(body), state);
    }
  }

  private fillMask({ box, mask }: NonNullable<ReturnType<typeof visibleMaskOf>>, word: number, { width, height }: FrameState): void {
    for (let row = Math.max(0, -box.y); row < mask.height && box.y + row < height; row++)
      for (let column = Math.max(0, -box.x); column < mask.width && box.x + column < width; column++)
        if (mask.data[row * mask.width + column] === 1) this.words[(box.y + row) * width + box.x + column] = word;
  }
}

const NOBODY = rgb(0, 0, 0);
/** Two bytes of a colour tell tracks apart; the number after a track's own is written. */
const LARGEST_TRACK = 0xffff - 1;

/** Why a scenario cannot be drawn so that every pixel tells whose it is; null where it can. */
export function instancesFault({ actors }: Pick<Scenario, "actors">): string | null {
  const found = actors.find(({ trackId }) => trackId > LARGEST_TRACK);
  return found
    ? `Style instances has colours for track ids up to ${LARGEST_TRACK}, and “${found.name}” has ${found.trackId}; give it a smaller one`
    : null;
}

/** Actors that only hide others are no annotated objects. */
const wordOf = ({ trackId, onlyOccludes }: ActorState): number =>
  onlyOccludes === true ? NOBODY : rgb((trackId + 1) & 255, (trackId + 1) >> 8, 255);
