import { JOINTS } from "@/core/bodies";
import type { Box, Keypoints } from "@/core/scene";

/** One box of a track with what CVAT stores with it. */
export type TrackBox = {
  frame: number;
  box: Box;
  occluded: boolean;
  visibility: number;
  confidence: number;
  /** Null where there are none; others are hundredths of pixels. */
  keypoints: Keypoints | null;
};

const INTEGERS = 6;
const FLOATS = 2;
/** Keypoints are kept in hundredths of a pixel. */
const POINTS = 3 * JOINTS.length;
const PARTS = 100;

/**
 * Boxes of one track in typed arrays, 40 bytes each, and 204 more for keypoints: CVAT is ordered by track, but frames come in order of
 * time.
 */
export class TrackBuffer {
  #integers = new Int32Array(INTEGERS * 64);
  #floats = new Float64Array(FLOATS * 64);
  /** Empty until the first keypoints. */
  #points = new Int32Array(0);
  #length = 0;

  push({ frame, box, occluded, visibility, confidence, keypoints }: TrackBox): void {
    if ((this.#length + 1) * INTEGERS > this.#integers.length) this.#grow();
    this.#integers.set([frame, box.x, box.y, box.width, box.height, occluded ? 1 : 0], this.#length * INTEGERS);
    this.#floats.set([visibility, confidence], this.#length * FLOATS);
    if (keypoints)
      this.#pointsFor(this.#length + 1).set(
        keypoints.map((value) => Math.round(value * PARTS)),
        this.#length * POINTS,
      );
    this.#length++;
  }

  *boxes(): Generator<TrackBox, void, undefined> {
    for (let index = 0; index < this.#length; index++) {
      const at = index * INTEGERS;
      const [frame = 0, x = 0, y = 0, width = 0, height = 0, occluded = 0] = this.#integers.subarray(at, at + INTEGERS);
      const [visibility = 0, confidence = 0] = this.#floats.subarray(index * FLOATS, (index + 1) * FLOATS);
      const points = [...this.#points.subarray(index * POINTS, (index + 1) * POINTS)].map((value) => value / PARTS);
      const keypoints = points.length === POINTS ? points : null;
      yield { frame, box: { x, y, width, height }, occluded: occluded === 1, visibility, confidence, keypoints };
    }
  }

  /** Room for the keypoints of this many boxes. */
  #pointsFor(count: number): Int32Array {
    if (this.#points.length >= count * POINTS) return this.#points;
    const points = new Int32Array(Math.max(64, 2 * count) * POINTS);
    points.set(this.#points);
    return (this.#points = points);
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
