import { McapWriter } from "@mcap/core";
import { secondsOf } from "@/core/timeline";
import { chosenBox, type AnnotatedFrame, type AnnotationSource, type WriteOptions } from "@/formats";
import { FOXGLOVE } from "./foxgloveMessages";
import { CAMERA, cameraCalibration, frameTransforms, imageAnnotations, sceneUpdate, type Time } from "./messagesOfFrame";
import { describeMessages, encodeMessage, type Value } from "./protobuf";
import { ParameterSets } from "./parameterSets";

const NANOSECONDS = 1_000_000_000;
const CHUNK_BYTES = 1 << 20;

/** Topics and their schemas. */
const TOPICS = {
  "/camera/video": "foxglove.CompressedVideo",
  "/camera/calibration": "foxglove.CameraCalibration",
  "/camera/annotations": "foxglove.ImageAnnotations",
  "/scene": "foxglove.SceneUpdate",
  "/tf": "foxglove.FrameTransforms",
} as const;
const TRUTH = "/ground_truth";
type Topic = keyof typeof TOPICS | typeof TRUTH;

/** What `/ground_truth` holds: the records of a frame, as in `ground_truth.json`. */
const TRUTH_SCHEMA = {
  title: "jaywalk.Frame",
  type: "object",
  properties: { frame: { type: "integer" }, timestamp: { type: "number" }, annotations: { type: "array", items: { type: "object" } } },
};

/**
 * A recording in MCAP with Foxglove's schemas, which Foxglove and Rerun open: the video as H.264, one message a frame, the boxes in the
 * picture and, of a road, camera, places and boxes in space; the whole truth as JSON beside it. Only a chunk is in memory. Times count
 * from 0.
 */
export class McapFile {
  readonly #writer: McapWriter;
  readonly #channels = new Map<Topic, number>();
  readonly #sequences = new Map<Topic, number>();
  readonly #parameters = new ParameterSets();
  #queue: Promise<void> = Promise.resolve();
  #packets = 0;
  #waiting: { frame: number; go: () => void }[] = [];

  private constructor(
    write: (bytes: Uint8Array) => void,
    private readonly source: AnnotationSource,
    private readonly options: Pick<WriteOptions, "box">,
    private readonly hasVideo: boolean,
  ) {
    let position = 0n;
    this.#writer = new McapWriter({
      chunkSize: CHUNK_BYTES,
      writable: {
        position: () => position,
        write: (bytes) => {
          write(bytes);
          position += BigInt(bytes.length);
          return Promise.resolve();
        },
      },
    });
  }

  /**
   * Begins a recording. @param write receives the file's bytes in order
   * @param hasVideo packets follow, one for each frame; truth waits for the packet of its frame, so that messages are nearly in order
   */
  static async begin(
    write: (bytes: Uint8Array) => void,
    source: AnnotationSource,
    { hasVideo, ...options }: Pick<WriteOptions, "box"> & { hasVideo: boolean },
  ): Promise<McapFile> {
    const file = new McapFile(write, source, options, hasVideo);
    await file.#start();
    return file;
  }

  /** Adds the next frame's H.264, a byte stream (Annex B). Each key frame has the parameter sets with it. */
  addPacket(packet: Uint8Array): Promise<void> {
    const frame = this.#packets++;
    const data = this.#parameters.with(packet);
    const added = this.#inTurn(() =>
      this.#add("/camera/video", frame, { timestamp: this.#time(frame), frame_id: CAMERA, data, format: "h264" }),
    );
    this.#waiting = this.#waiting.filter(({ frame: wanted, go }) => {
      if (wanted >= this.#packets) return true;
      go();
      return false;
    });
    return added;
  }

  /** Adds what is true of the next frame. */
  async addFrame(annotated: AnnotatedFrame): Promise<void> {
    const { frame, records } = annotated;
    if (this.hasVideo && frame >= this.#packets) await new Promise<void>((go) => this.#waiting.push({ frame, go }));
    await this.#inTurn(async () => {
      const time = this.#time(frame);
      const { camera } = this.source;
      if (camera) {
        const { truth } = camera;
        const pose = truth.poses.length === 1 ? truth.poses[0] : truth.poses[frame];
        await this.#add("/camera/calibration", frame, cameraCalibration(truth, time));
        if (pose) await this.#add("/tf", frame, frameTransforms(pose, time));
        await this.#add("/scene", frame, sceneUpdate(annotated, time));
      }
      await this.#add(
        "/camera/annotations",
        frame,
        imageAnnotations(annotated, (record) => chosenBox(record, this.options), time),
      );
      const truth = { frame, timestamp: secondsOf(frame, this.source.video.fps), annotations: records };
      await this.#addBytes(TRUTH, frame, new TextEncoder().encode(JSON.stringify(truth)));
    });
  }

  /** Ends the file with its index. */
  end(): Promise<void> {
    return this.#inTurn(() => this.#writer.end());
  }

  async #start(): Promise<void> {
    await this.#writer.start({ profile: "", library: "jaywalk" });
    const data = describeMessages(FOXGLOVE);
    const topics = (Object.keys(TOPICS) as (keyof typeof TOPICS)[]).filter((topic) => this.#has(topic));
    for (const topic of topics) {
      const schemaId = await this.#writer.registerSchema({ name: TOPICS[topic], encoding: "protobuf", data });
      const channel = { schemaId, topic, messageEncoding: "protobuf", metadata: new Map<string, string>() };
      this.#channels.set(topic, await this.#writer.registerChannel(channel));
    }
    const schema = { name: "jaywalk.Frame", encoding: "jsonschema", data: new TextEncoder().encode(JSON.stringify(TRUTH_SCHEMA)) };
    const schemaId = await this.#writer.registerSchema(schema);
    const channel = { schemaId, topic: TRUTH, messageEncoding: "json", metadata: new Map<string, string>() };
    this.#channels.set(TRUTH, await this.#writer.registerChannel(channel));
    const { name, width, height, fps, totalFrames } = this.source.video;
    const about = { name, width: String(width), height: String(height), fps: String(fps), frames: String(totalFrames) };
    await this.#writer.addMetadata({ name: "video", metadata: new Map(Object.entries(about)) });
  }

  #has(topic: keyof typeof TOPICS): boolean {
    if (topic === "/camera/video") return this.hasVideo;
    return topic === "/camera/annotations" || this.source.camera !== undefined;
  }

  #add(topic: keyof typeof TOPICS, frame: number, fields: { readonly [field: string]: Value | undefined }): Promise<void> {
    return this.#addBytes(topic, frame, encodeMessage(FOXGLOVE, TOPICS[topic], fields));
  }

  async #addBytes(topic: Topic, frame: number, data: Uint8Array): Promise<void> {
    const channelId = this.#channels.get(topic);
    if (channelId === undefined) throw new Error(`the topic ${topic} was not begun`);
    const sequence = this.#sequences.get(topic) ?? 0;
    this.#sequences.set(topic, sequence + 1);
    const { seconds, nanos } = this.#time(frame);
    const logTime = seconds * BigInt(NANOSECONDS) + BigInt(nanos);
    await this.#writer.addMessage({ channelId, sequence, logTime, publishTime: logTime, data });
  }

  /** The writer takes one call at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    return (this.#queue = this.#queue.then(work));
  }

  #time(frame: number): Time {
    const nanoseconds = BigInt(Math.round(secondsOf(frame, this.source.video.fps) * NANOSECONDS));
    return { seconds: nanoseconds / BigInt(NANOSECONDS), nanos: Number(nanoseconds % BigInt(NANOSECONDS)) };
  }
}
