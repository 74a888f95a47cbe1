import type { IDataType } from "hash-wasm";
import type { FrameRenderer } from "../picture/frameRenderer";
import type { FrameRing } from "../picture/frameRing";
import type { FrameSource } from "./segmentEncoder";

/** Draws each frame on demand. @param onDrawn called with the number of each frame drawn */
export class DrawnFrames implements FrameSource {
  private readonly target: Uint8Array;
  private frame: number;

  constructor(
    private readonly renderer: FrameRenderer,
    firstFrame: number,
    private readonly onDrawn: (frame: number) => void,
  ) {
    this.target = new Uint8Array(renderer.frameBytes);
    this.frame = firstFrame;
    renderer.forget();
  }

  next(): Uint8Array | null {
    return this.drawn(this.renderer.render(this.frame, this.target));
  }

  async nextAsync(): Promise<Uint8Array | null> {
    return this.drawn(await this.renderer.renderAsync(this.frame, this.target));
  }

  private drawn(isChange: boolean): Uint8Array | null {
    this.onDrawn(this.frame++);
    return isChange ? this.target : null;
  }
}

/** Takes frames that another worker draws. */
export class SharedFrames implements FrameSource {
  private holding = false;

  constructor(private readonly ring: FrameRing) {}

  next(): Uint8Array | null {
    if (this.holding) this.ring.release();
    this.holding = true;
    return this.ring.filledSlot();
  }

  nextAsync(): Promise<Uint8Array | null> {
    return Promise.resolve(this.next());
  }

  /** The last frame has been used. */
  end(): void {
    if (this.holding) this.ring.release();
    this.holding = false;
  }
}

/** An incremental hash, as created by hash-wasm. */
export type Hasher = { init(): Hasher; update(data: IDataType): Hasher; digest(): string };

/** Records the digest of every frame that passes through. */
export class DigestedFrames implements FrameSource {
  readonly digests: string[] = [];

  constructor(
    private readonly frames: FrameSource,
    private readonly hasher: Hasher,
  ) {}

  next(): Uint8Array | null {
    return this.digest(this.frames.next());
  }

  async nextAsync(): Promise<Uint8Array | null> {
    return this.digest(await this.frames.nextAsync());
  }

  private digest(frame: Uint8Array | null): Uint8Array | null {
    this.digests.push(frame ? this.hasher.init().update(frame).digest() : (this.digests.at(-1) ?? ""));
    return frame;
  }
}
