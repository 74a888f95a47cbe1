import type { Sights } from "@/core/scene";
import { FrameRing } from "../picture/frameRing";
import type { Segment } from "../segments/planSegments";
import type { DrawAnswer, DrawCommand, EncodeAnswer, EncodeCommand, EncodedSegment } from "./protocol";

export type LaneSettings = Omit<Extract<EncodeCommand, { type: "start" }>, "type" | "ring" | "module"> & {
  /** ffmpeg, once it is compiled; null for the browser's own encoder. */
  module: Promise<WebAssembly.Module> | null;
  /** Bytes per frame, if another worker is to draw; null to draw in the encoding worker. */
  ringFrameBytes: number | null;
  /** Called with what was counted in each frame drawn, if `picture` asks for it; again for frames of a segment that is repeated. */
  onSights: (frame: number, sights: Sights) => void;
};

/** ffmpeg.wasm fails after a few dozen runs in one instance (ffmpeg.wasm #820): the instance is replaced before that. */
const MOST_SEGMENTS = 10;

/** One encoder and, if memory can be shared, the worker that draws for it. Processes one segment at a time. */
export class Lane {
  private encoder: Worker | null = null;
  private drawer: Worker | null = null;
  private segmentsDone = 0;
  private started: Promise<void> = Promise.resolve();

  constructor(private readonly settings: LaneSettings) {
    this.start();
  }

  /**
   * @param onFrames called with the number of frames encoded since the last call
   * @throws Error when a worker fails; the lane can be used again
   */
  async run(segment: Segment, onFrames: (frames: number) => void): Promise<EncodedSegment> {
    if (this.settings.module && this.segmentsDone >= MOST_SEGMENTS) this.close();
    const { encoder, drawer } = this.start();
    const { onSights } = this.settings;
    try {
      const encoded = new Promise<EncodedSegment>((resolve, reject) => {
        encoder.onerror = (event) => reject(crash(event));
        encoder.onmessage = ({ data: answer }: MessageEvent<EncodeAnswer>) => {
          if (answer.type === "sights") onSights(answer.frame, answer.sights);
          else if (answer.type === "progress") onFrames(answer.frames);
          else if (answer.type === "encoded") resolve(answer.segment);
          else reject(new Error(answer.message));
        };
        this.started.then(() => encoder.postMessage({ type: "encode", segment } satisfies EncodeCommand)).catch(reject);
      });
      this.segmentsDone++;
      // Frames pass in shared memory: the last can be encoded before the message with what was counted in it arrives.
      const [result] = await Promise.all([encoded, drawer && drawn(drawer, segment, onSights)]);
      return result;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.encoder?.terminate();
    this.drawer?.terminate();
    this.encoder = null;
    this.drawer = null;
  }

  private start(): { encoder: Worker; drawer: Worker | null } {
    if (this.encoder) return { encoder: this.encoder, drawer: this.drawer };
    this.segmentsDone = 0;
    const { ringFrameBytes, module: coming, picture, engine, codec, quality } = this.settings;
    const ring = ringFrameBytes === null ? null : FrameRing.create(ringFrameBytes).buffer;
    const encoder = new Worker(new URL("./encodeWorker.ts", import.meta.url), { type: "module", name: "encode" });
    this.started = (async () => {
      encoder.postMessage({ type: "start", picture, engine, codec, quality, module: await coming, ring } satisfies EncodeCommand);
    })();
    this.encoder = encoder;
    if (ring) {
      this.drawer = new Worker(new URL("./drawWorker.ts", import.meta.url), { type: "module", name: "draw" });
      this.drawer.postMessage({ type: "start", picture, ring } satisfies DrawCommand);
    }
    return { encoder, drawer: this.drawer };
  }
}

/** Has a worker draw a segment. @returns once everything that was counted in it has arrived @throws Error when the worker fails */
function drawn(drawer: Worker, segment: Segment, onSights: LaneSettings["onSights"]): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    drawer.onerror = (event) => reject(crash(event));
    drawer.onmessage = ({ data: answer }: MessageEvent<DrawAnswer>) => {
      if (answer.type === "sights") onSights(answer.frame, answer.sights);
      else if (answer.type === "drawn") resolve();
      else reject(new Error(answer.message));
    };
    drawer.postMessage({ type: "draw", segment } satisfies DrawCommand);
  });
}

function crash(event: ErrorEvent): Error {
  event.preventDefault();
  return new Error(event.message || "A worker stopped; the browser may have run out of memory");
}
