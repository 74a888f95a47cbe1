import { counted } from "@/core/text";
import { createMD5 } from "hash-wasm";
import { DigestedFrames, DrawnFrames, SharedFrames, type Hasher } from "../engines/frameSources";
import { FFmpegEncoder } from "../engines/ffmpegEncoder";
import type { SegmentEncoder } from "../engines/segmentEncoder";
import { streamForm } from "../engines/streamForm";
import { WebCodecsEncoder } from "../engines/webcodecsEncoder";
import { createFrameRenderer } from "../picture/createFrameRenderer";
import type { FrameRenderer } from "../picture/frameRenderer";
import { FrameRing } from "../picture/frameRing";
import { layoutBytes } from "../picture/frameLayout";
import type { VideoPacket } from "../segments/annexB";
import type { Segment } from "../segments/planSegments";
import { messageOf, type EncodeAnswer, type EncodeCommand, type EncodedSegment } from "./protocol";

/** Encodes one segment after another, of frames it draws itself or takes from a ring. */

type Start = Extract<EncodeCommand, { type: "start" }>;
/** What every segment is encoded with, from the worker's start on; `renderer` or `ring` is where frames come from. */
type Setup = { encoder: SegmentEncoder; renderer: FrameRenderer | null; ring: FrameRing | null; hasher: Hasher | null };

const PROGRESS_FRAMES = 10;

/** Ready once the encoder has started. */
let setup: Promise<Setup> | null = null;

addEventListener("message", ({ data: command }: MessageEvent<EncodeCommand>) => {
  if (command.type === "start") setup = open(command);
  else void encode(command.segment);
});

function answer(message: EncodeAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function open({ picture, engine, codec, quality, module, ring }: Start): Promise<Setup> {
  const { width, height, fps } = picture.scenario.video;
  const { layout = "i420" } = picture;
  const settings = { width, height, fps };
  return {
    encoder: await (engine === "webcodecs" && codec === "h264" && quality !== "lossless"
      ? WebCodecsEncoder.create(settings, quality)
      : FFmpegEncoder.create(required(module), settings, streamForm(codec, quality, layout))),
    renderer: ring ? null : await createFrameRenderer(picture),
    ring: ring && new FrameRing(ring, layoutBytes(layout, settings)),
    hasher: quality === "lossless" && codec === "h264" ? await createMD5() : null,
  };
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error("The encoder was started before its program was loaded");
  return value;
}

async function encode(segment: Segment): Promise<void> {
  try {
    const { encoder, renderer, ring, hasher } = await required(setup);
    // ffmpeg requests frames synchronously: everything that the segment shows is decoded before.
    await renderer?.load(segment.start, segment.end);
    const shared = ring && new SharedFrames(ring);
    const drawn =
      shared ??
      new DrawnFrames(required(renderer), segment.start, (frame) => {
        const sights = renderer?.sights();
        if (sights) answer({ type: "sights", frame, sights });
      });
    const digested = hasher && new DigestedFrames(drawn, hasher);
    let frames = 0;
    const onFrame = () => {
      if (++frames % PROGRESS_FRAMES === 0) answer({ type: "progress", frames: PROGRESS_FRAMES });
    };
    const packets = await encoder.encode(segment, digested ?? drawn, onFrame);
    shared?.end();
    const expected = segment.end - segment.start;
    if (packets.length !== expected) throw new Error(`the encoder was given ${counted(expected, "frame")}, but ${packets.length} came out`);
    const encoded = pack(segment.index, packets, digested?.digests ?? []);
    answer({ type: "progress", frames: expected - (frames - (frames % PROGRESS_FRAMES)) });
    answer({ type: "encoded", segment: encoded }, [encoded.data]);
  } catch (error) {
    answer({ type: "failed", message: messageOf(error) });
  }
}

function pack(index: number, packets: readonly VideoPacket[], digests: string[]): EncodedSegment {
  const data = new Uint8Array(packets.reduce((length, packet) => length + packet.data.length, 0));
  let offset = 0;
  for (const packet of packets) {
    data.set(packet.data, offset);
    offset += packet.data.length;
  }
  return { index, data: data.buffer, packets: packets.map(({ data: { length }, isKey }) => ({ size: length, isKey })), digests };
}
