import type { FrameRange } from "@/core/timeline";
import type { WholeScenario } from "@/core/document/schema";

/** `ffmpeg`: libx264 in ffmpeg.wasm, the same bytes everywhere. `webcodecs`: the browser's own H.264 encoder, faster. */
export const ENGINES = ["ffmpeg", "webcodecs"] as const;
export type EngineName = (typeof ENGINES)[number];

/** H.264 goes into the MP4, VP8 into the WebM. */
export type VideoCodec = "h264" | "vp8";

export const QUALITIES = ["draft", "standard", "high", "lossless"] as const;
export type Quality = (typeof QUALITIES)[number];

/** `jpg`: JPEG, which is slightly lossy. */
export const IMAGE_FORMATS = ["png", "jpg"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

export type ExportRequest = {
  scenario: WholeScenario;
  engine: EngineName;
  quality: Quality;
  /**
   * Ids or names of cameras on a road (`all` for all): the bundle then has a folder for each, which is a bundle itself. If omitted, only
   * the camera that the scenario shows, without such folders.
   */
  cameras?: readonly string[];
  /** If omitted, the whole scenario. The range's first frame becomes frame 0 of the video and of every annotation. */
  range?: FrameRange;
  /** Draws the frame number as black and white cells into the top-left corner. */
  frameStamp?: boolean;
  /**
   * Draws nothing but who is where: every pixel of an annotated actor is (track id + 1: low byte, high byte, 255), all else black. Exact in
   * the frames as PNG and in the video at quality lossless, which is in RGB; other videos have colours at half the resolution.
   */
  instances?: boolean;
  /** The number of encoders that run at a time; if omitted, one per core. It never changes a byte of the `ffmpeg` engine's output. */
  workers?: number;
  /** Ids of the annotation formats and maps of pixels (`PIXEL_MAPS`) to write, and `mcap`. If omitted, the formats of every bundle. */
  formats?: readonly string[];
  /** Which box goes into formats that have only one: the whole extent (default) or the visible part. */
  box?: "amodal" | "visible";
  /** The top left pixel in MOTChallenge files: 1, 1 as in the benchmark's own (default), or 0, 0. */
  motOrigin?: 0 | 1;
  /** Adds every actor's visible pixels to COCO as run-length masks. */
  masks?: boolean;
  /** Whether ground truth, COCO and CVAT have the keypoints of people; if omitted, they do. */
  keypoints?: boolean;
  /** `datumaro` also writes COCO where Datumaro's importer looks for it; if omitted, the bundle's own layout. */
  layout?: "bundle" | "datumaro";
  /** Also writes every frame as an image of this format, where the annotation formats look for it. */
  images?: ImageFormat;
  /** Also writes `video.webm`: the same frames in VP8, which players without H.264 can show; the same bytes everywhere. */
  webm?: boolean;
  /** Also writes `thumbnail.gif`, a small animation of the whole video. */
  thumbnail?: boolean;
  /** Also writes `thumbnail.jpg`, a small picture of this frame of the scenario. */
  still?: number;
};

export type ExportPhase = "preparing" | "encoding" | "finishing";

export type ExportProgress = {
  phase: ExportPhase;
  framesDone: number;
  frames: number;
  /** Frames encoded per second, over the last few seconds. */
  framesPerSecond: number;
  /** Null until there is enough data for an estimate. */
  secondsLeft: number | null;
};

/** A file of the bundle and where its bytes are: on disk if the browser allows it. Small files share a blob. */
export type StoredFile = { path: string; size: number; sha256: string; holder: Blob; position: number };

/** `blob` contains only this file. */
export type BundleFile = StoredFile & { readonly blob: Blob };

export type ExportResult = {
  /** Ordered by path. */
  files: readonly BundleFile[];
  frames: number;
  fps: number;
  engine: EngineName;
  workers: number;
  /** What this browser could not provide, in plain words, such as shared memory; empty if everything is available. */
  notes: readonly string[];
  timings: ExportTimings;
  /** Releases the storage behind `files`; they cannot be read afterwards. */
  discard(): Promise<void>;
};

/** Seconds of wall-clock time. */
export type ExportTimings = { total: number; encode: number; finish: number };

/** Where an export's files go. */
export type ExportStorage = {
  /** Bytes that may still be stored there; null if that is not known. */
  freeBytes: number | null;
  /** How many copies of the files exist at a time. */
  copies: number;
  /** Its name in a sentence: `the browser's storage`. */
  place: string;
};

export type ExportOptions = {
  onProgress?: (progress: ExportProgress) => void;
  /** Where the files go, if not only into this page's storage. */
  storage?: ExportStorage;
  /** Aborting rejects with the signal's reason and leaves nothing behind. */
  signal?: AbortSignal;
};

export type ExportEstimate = {
  /** Bytes of the whole bundle. */
  bytes: number;
  seconds: number;
  /** Bytes this origin may still store; null if the browser does not say. */
  freeBytes: number | null;
  /** Why the export cannot start, or null. */
  problem: string | null;
};

export type ExportCapabilities = {
  /** Whether frames can be handed over in shared memory (cross-origin isolation). */
  sharedMemory: boolean;
  webcodecs: boolean;
  /** Whether large files can be kept on disk. */
  fileStorage: boolean;
  cores: number;
};
