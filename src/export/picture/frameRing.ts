/** Frames handed from the thread that draws to the thread that encodes, in shared memory. */
const SLOTS = 4;
const PRODUCED = 0;
const CONSUMED = 1;
/** After the two counters: for each slot, whether its frame repeats the previous one, and so is not stored. */
const REPEATS = 2;
const HEADER_BYTES = (REPEATS + SLOTS) * 4;

/**
 * A ring of four frames in a SharedArrayBuffer, for one producer and one consumer, both in workers: whichever is ahead sleeps. Frames are
 * numbered by their position in the stream; memory is the same however many there are.
 */
export class FrameRing {
  private readonly counters: Int32Array;

  constructor(
    readonly buffer: SharedArrayBuffer,
    private readonly frameBytes: number,
  ) {
    this.counters = new Int32Array(buffer, 0, REPEATS + SLOTS);
  }

  static create(frameBytes: number): FrameRing {
    return new FrameRing(new SharedArrayBuffer(HEADER_BYTES + SLOTS * frameBytes), frameBytes);
  }

  /** Producer: waits until there is room, and returns the slot for the next frame. */
  slotToFill(): Uint8Array {
    const produced = Atomics.load(this.counters, PRODUCED);
    for (;;) {
      const consumed = Atomics.load(this.counters, CONSUMED);
      if (produced - consumed < SLOTS) return this.slot(produced);
      Atomics.wait(this.counters, CONSUMED, consumed);
    }
  }

  /** Producer: the slot is filled, or its frame repeats the previous one. */
  publish(isRepeat = false): void {
    const produced = Atomics.load(this.counters, PRODUCED);
    Atomics.store(this.counters, REPEATS + (produced % SLOTS), isRepeat ? 1 : 0);
    Atomics.add(this.counters, PRODUCED, 1);
    Atomics.notify(this.counters, PRODUCED);
  }

  /** Consumer: waits for the next frame. @returns null for one that repeats the previous frame */
  filledSlot(): Uint8Array | null {
    const consumed = Atomics.load(this.counters, CONSUMED);
    for (;;) {
      const produced = Atomics.load(this.counters, PRODUCED);
      if (produced > consumed) return Atomics.load(this.counters, REPEATS + (consumed % SLOTS)) === 1 ? null : this.slot(consumed);
      Atomics.wait(this.counters, PRODUCED, produced);
    }
  }

  /** Consumer: the frame has been used. */
  release(): void {
    Atomics.add(this.counters, CONSUMED, 1);
    Atomics.notify(this.counters, CONSUMED);
  }

  private slot(frame: number): Uint8Array {
    return new Uint8Array(this.buffer, HEADER_BYTES + (frame % SLOTS) * this.frameBytes, this.frameBytes);
  }
}
