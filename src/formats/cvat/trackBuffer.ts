import type { Box } from "@/core/scene";

/** One box of a track with what CVAT stores with it. */
export type TrackBox = { frame: number; box: Box; occluded: boolean; visibility: number; confidence: number };

const INTEGERS = 6;
const FLOATS = 2;

/** Boxes of one track in typed arrays, 40 bytes each: CVAT is ordered by track, but frames come in order of time. */
export class TrackBuffer {
  #integers = new Int32Array(INTEGERS * 64);
  #floats = new Float64Array(FLOATS * 64);
  #length = 0;

  push({ frame, box, occluded, visibility, confidence }: TrackBox): void {
    if ((this.#length + 1) * INTEGERS > this.#integers.length) this.#grow();
    this.#integers.set([frame, box.x, box.y, box.width, box.height, occluded ? 1 : 0], this.#length * INTEGERS);
    this.#floats.set([visibility, confidence], this.#length * FLOATS);
    this.#length++;
  }

  *boxes(): Generator<TrackBox, void, undefined> {
    for (let index = 0; index < this.#length; index++) {
      const at = index * INTEGERS;
      const [frame = 0, x = 0, y = 0, width = 0, height = 0, occluded = 0] = this.#integers.subarray(at, at + INTEGERS);
      const [visibility = 0, confidence = 0] = this.#floats.subarray(index * FLOATS, (index + 1) * FLOATS);
      yield { frame, box: { x, y, width, height }, occluded: occluded === 1, visibility, confidence };
    }
  }

  #grow(): void {
    const integers = new Int32Array(this.#integers.length * 2);
    integers.set(this.#integers);
    this.#integers = integers;
    const floats = new Float64Array(this.#floats.length * 2);
    floats.set(this.#floats);
    this.#floats = floats;
  }
}
