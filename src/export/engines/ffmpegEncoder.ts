import type { FFmpegCore } from "@ffmpeg/core";
import { concatenate, type VideoPacket } from "../segments/annexB";
import type { Segment } from "../segments/planSegments";
import { startCore } from "./coreModule";
import type { EncoderSettings, FrameSource, SegmentEncoder } from "./segmentEncoder";
import type { StreamForm } from "./streamForm";
import { rateText } from "@/core/timeline";

const FRAMES_PATH = "/dev/frames";
const STREAM_PATH = "/dev/stream";
const DEVICE_MAJOR = 64;
const KEPT_LOG_LINES = 12;

/**
 * The encoders of ffmpeg.wasm. Raw frames come in, and the encoded stream goes out, through devices of Emscripten's file system: neither
 * is ever stored there, so memory does not grow with length.
 */
export class FFmpegEncoder implements SegmentEncoder {
  private frames: FrameSource | null = null;
  private onFrame: () => void = () => {};
  private framesLeft = 0;
  private framesRead = 0;
  private repeated: boolean[] = [];
  private frame: Uint8Array = new Uint8Array(0);
  private copy = new Uint8Array(0);
  private position = 0;
  private output: Uint8Array[] = [];
  private readonly log: string[] = [];

  private constructor(
    private readonly core: FFmpegCore,
    private readonly settings: EncoderSettings,
    private readonly form: StreamForm,
  ) {
    core.setLogger(({ message }) => {
      this.log.push(message);
      if (this.log.length > KEPT_LOG_LINES) this.log.shift();
    });
    core.setProgress(() => {});
    const idle = { open: () => {}, close: () => {}, read: () => 0, write: () => 0 };
    const { FS } = core;
    const input = FS.makedev(DEVICE_MAJOR, 0);
    FS.registerDevice(input, {
      ...idle,
      open: (stream) => (stream.seekable = false),
      read: (_stream, buffer, offset, length) => this.read(buffer, offset, length),
    });
    FS.mkdev(FRAMES_PATH, 0o444, input);
    const output = FS.makedev(DEVICE_MAJOR, 1);
    FS.registerDevice(output, {
      ...idle,
      open: (stream) => (stream.seekable = false),
      write: (_stream, buffer, offset, length) => {
        this.output.push(new Uint8Array(buffer.subarray(offset, offset + length)));
        return length;
      },
    });
    FS.mkdev(STREAM_PATH, 0o666, output);
  }

  static async create(module: WebAssembly.Module, settings: EncoderSettings, form: StreamForm): Promise<FFmpegEncoder> {
    return new FFmpegEncoder(await startCore(module), settings, form);
  }

  encode(segment: Segment, frames: FrameSource, onFrame: () => void): Promise<VideoPacket[]> {
    const { width, height, fps } = this.settings;
    this.frames = frames;
    this.onFrame = onFrame;
    this.framesLeft = segment.end - segment.start;
    this.framesRead = 0;
    this.repeated = [];
    this.frame = new Uint8Array(0);
    this.position = 0;
    this.output = [];
    this.core.setTimeout(-1);
    const status = this.core.exec(
      ...["-loglevel", "warning", "-f", "rawvideo", "-pix_fmt", this.form.pixelFormat, "-s", `${width}x${height}`, "-r", rateText(fps)],
      ...["-i", FRAMES_PATH, ...this.form.parameters, STREAM_PATH],
    );
    this.core.reset();
    this.frames = null;
    if (status !== 0) throw new Error(`ffmpeg ended with status ${status}: ${this.log.join(" | ")}`);
    return Promise.resolve(this.form.packetsOf(concatenate(this.output), this.repeated));
  }

  private read(buffer: Int8Array, offset: number, length: number): number {
    if (this.position === this.frame.length) {
      const frame = this.nextFrame();
      if (!frame) return 0;
      this.frame = frame;
      this.position = 0;
    }
    const count = Math.min(length, this.frame.length - this.position);
    const part = this.frame.subarray(this.position, this.position + count);
    buffer.set(new Int8Array(part.buffer, part.byteOffset, count), offset);
    this.position += count;
    return count;
  }

  /** The next frame for the encoder; null at the end. */
  private nextFrame(): Uint8Array | null {
    while (this.framesLeft > 0 && this.frames) {
      if (this.framesRead++ > 0) this.onFrame();
      this.framesLeft--;
      const frame = this.frames.next();
      if (!this.form.skipsRepeats) return this.kept(frame);
      this.repeated.push(frame === null);
      if (frame) return frame;
    }
    return null;
  }

  /** The frame, or for a repeat the previous one, whose memory may have been reused by then: hence a copy. */
  private kept(frame: Uint8Array | null): Uint8Array {
    if (frame && this.copy.length !== frame.length) this.copy = new Uint8Array(frame);
    else if (frame) this.copy.set(frame);
    return this.copy;
  }
}
