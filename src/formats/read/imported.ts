import type { Finding } from "../finding";
import type { FormatId } from "../write/formatIds";
import type { ReadingQuestion } from "./readings";

/** Forms of annotation that can be read. */
export type ReadFormat = "ground_truth" | "kitti_object" | "mots" | "visdrone" | FormatId;

/** A box at a frame, in pixels from 0 at the top left, half-open; not always whole pixels. */
export type ImportedBox = {
  frame: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0..1, where the file tells. */
  visibility?: number;
  confidence?: number;
};

/** A box in which a detection is neither right nor wrong, for its class in the file's own words or, null, for every class. */
export type ImportedRegion = { frame: number; x: number; y: number; width: number; height: number; label: string | null };

export type ImportedTrack = {
  /** As in the file where it can be; unique. */
  trackId: number;
  /** The class in the file's own words. */
  label: string;
  name?: string;
  /** In order of frames; frames left out are gaps. */
  boxes: ImportedBox[];
};

/** What the file tells of its video; the rest is for the user to say. */
export type ImportedVideo = { name?: string; width?: number; height?: number; fps?: number; totalFrames?: number };

export type ImportedAnnotations = {
  /** Null where the files are of no known form. */
  format: ReadFormat | null;
  video: ImportedVideo;
  /** Empty while a question is open. */
  tracks: ImportedTrack[];
  /** Regions to ignore: no actors, and no truth. */
  ignored: ImportedRegion[];
  /** What the files leave open, with the readings chosen; where one is null, the user has to choose first. */
  questions: readonly ReadingQuestion[];
  /** What could not be read or mapped, and what was assumed. An `error` means that something is missing. */
  problems: Finding[];
};

export type InputFile = { path: string; bytes: Uint8Array };

export type ReadOptions = {
  /** Left out, the form is found out from the files. */
  format?: ReadFormat;
  /** Needed by YOLO files of other tools, whose boxes are shares of the frame. */
  frameSize?: { width: number; height: number };
  /** Readings chosen by the user where files leave something open, by topic. */
  readings?: Readonly<Record<string, string>>;
  /** Told now and then how many boxes were read so far. */
  onProgress?: (boxes: number) => void;
  /** Told now and then how many boxes without ids have their track, and of how many. */
  onLinked?: (boxes: number, of: number) => void;
};
