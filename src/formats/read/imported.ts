import type { Finding } from "../finding";
import type { FormatId } from "../write/formatIds";
import type { ReadingQuestion } from "./readings";

/** Annotation formats that can be read; KWCOCO and YouTube-VIS are read as COCO. */
export type ReadFormat = "ground_truth" | "mots" | "visdrone" | Exclude<FormatId, "kwcoco" | "youtube_vis">;

/** A box at a frame, in pixels from 0 at the top left, half-open; not always whole pixels. */
export type ImportedBox = {
  frame: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0..1, if the file states it. */
  visibility?: number;
  confidence?: number;
};

/** A box in which a detection is neither right nor wrong, for its class in the file's own words or, null, for every class. */
export type ImportedRegion = { frame: number; x: number; y: number; width: number; height: number; label: string | null };

export type ImportedTrack = {
  /** As in the file if possible; unique. */
  trackId: number;
  /** The class in the file's own words. */
  label: string;
  name?: string;
  /** In order of frames; missing frames are gaps. */
  boxes: ImportedBox[];
};

/** What the file says about its video; the rest has to come from the user. */
export type ImportedVideo = { name?: string; width?: number; height?: number; fps?: number; totalFrames?: number };

export type ImportedAnnotations = {
  /** Null if the files have no known format. */
  format: ReadFormat | null;
  video: ImportedVideo;
  /** Empty while a question is open. */
  tracks: ImportedTrack[];
  /** Regions to ignore: neither actors nor truth. */
  ignored: ImportedRegion[];
  /** What the files leave open, with the readings chosen; if one is null, the user has to choose first. */
  questions: readonly ReadingQuestion[];
  /** What could not be read or mapped, and what was assumed. An `error` means that something is missing. */
  problems: Finding[];
};

export type InputFile = { path: string; bytes: Uint8Array };

export type ReadOptions = {
  /** If omitted, the format is detected from the files. */
  format?: ReadFormat;
  /** Required for YOLO files of other tools, whose boxes are fractions of the frame. */
  frameSize?: { width: number; height: number };
  /** Readings chosen by the user if files leave something open, by topic. */
  readings?: Readonly<Record<string, string>>;
  /** Called from time to time with the number of boxes read so far. */
  onProgress?: (boxes: number) => void;
  /** Called from time to time with the number of boxes without ids that have been assigned to tracks, and the total. */
  onLinked?: (boxes: number, of: number) => void;
};
