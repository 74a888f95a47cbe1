import {
  NEAREST,
  drawRoadInstances,
  frameState,
  idOfBody,
  visibleMaskOf,
  type ActorState,
  type FrameState,
  type RoadView,
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
  private readonly draw: (state: FrameState) => void;

  constructor(private readonly scenario: Scenario) {
    const { width, height } = scenario.video;
    this.words = new Uint32Array(width * height);
    this.draw = scenario.road ? this.roadDrawer(new Raster({ width, height, near: NEAREST })) : (state) => this.drawMasks(state);
  }

  drawFrame(frame: number): void {
    this.words.fill(NOBODY);
    this.draw(frameState(this.scenario, frame));
  }

  private roadDrawer(raster: Raster): (state: FrameState) => void {
    return (state) => {
      if (state.road) this.drawIds(raster, state, state.road);
    };
  }

  /** On the road, by the ids of its pixels. */
  private drawIds(raster: Raster, state: FrameState, view: RoadView): void {
    drawRoadInstances(raster, state, view);
    raster.renderInstances();
    const words = new Uint32Array(state.bodies.length + 1).fill(NOBODY);
    state.bodies.forEach((body, index) => {
      if (body.kind === "actor") words[idOfBody(index)] = wordOf(body);
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
