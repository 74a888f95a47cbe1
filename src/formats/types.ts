import type { ActorType } from "@/core/document/constants";
import type { IgnoredState, WeatherLayer } from "@/core/scene";
import type { CameraPose } from "@/core/camera";
import type { GroundTruthCamera, GroundTruthIgnoreRegion, GroundTruthRecord } from "@/core/truth";

export type AnnotatedFrame = {
  frame: number;
  weather: readonly WeatherLayer[];
  records: readonly GroundTruthRecord[];
  /** What is drawn but not labelled, although a detector may find it: more regions to ignore. */
  ignored?: readonly IgnoredState[];
};

/** An actor's silhouette or the visible part of it: a bitmap (row by row, 0 or 1) whose top-left pixel is at x, y of the frame. */
export type PlacedMask = { x: number; y: number; width: number; height: number; data: Uint8Array };

/** `fps` is the number nearest to the exact rate. */
export type SourceVideo = { name: string; width: number; height: number; fps: number; totalFrames: number };

/** The camera of a road scenario. */
export type SourceCamera = {
  truth: GroundTruthCamera;
  carrier: "ego" | "world";
  /** How it is mounted: its pose in the frame of the ego (whose origin is the middle of its footprint), or in the ground frame. */
  mounted: CameraPose;
};

export type SourceTrack = {
  trackId: number;
  type: ActorType;
  name: string;
  /** The actor's model (`appearance.model`): distinguishes a van from a car. */
  model: string;
};

/** The input of all writers: pure, and cheap to iterate again, since frames are random-access. */
export type AnnotationSource = {
  video: SourceVideo;
  tracks: readonly SourceTrack[];
  /** Left out in the picture world. */
  camera?: SourceCamera;
  /** Types whose actors have keypoints in their records; left out for none. */
  keypointTypes?: readonly ActorType[];
  /** Where a detection is neither right nor wrong, by the scenario’s author. */
  ignoreRegions?: readonly GroundTruthIgnoreRegion[];
  /** Frames 0..totalFrames-1 in order, each with its records (none, if nothing is in the picture). */
  frames(): Iterable<AnnotatedFrame>;
  /** The visible pixels of an actor; only called if masks are requested. Null if none are visible. */
  mask?(frame: number, trackId: number): PlacedMask | null;
};

export type WriteOptions = {
  /** Which box goes into formats that have only one: the whole extent, or the visible part. */
  box: "amodal" | "visible";
  /** Coordinate of the first pixel in MOTChallenge files; the benchmark's own files count from 1. */
  motOrigin: 0 | 1;
  /** Instance masks as COCO RLE. */
  masks: boolean;
  /** The keypoints of people, in formats that have them: COCO and CVAT. */
  keypoints: boolean;
  /** Extension of the frame images that the files name; the images themselves are written by the export. */
  imageExtension: "png" | "jpg";
  /** `datumaro` writes COCO a second time, where Datumaro's importer looks for it: next to YOLO's `images/`. */
  layout: "bundle" | "datumaro";
};

export const DEFAULT_WRITE_OPTIONS: WriteOptions = {
  box: "amodal",
  motOrigin: 1,
  masks: false,
  keypoints: true,
  imageExtension: "png",
  layout: "bundle",
};

/**
 * A piece of a text file. A file's pieces come in order, but pieces of several files alternate; `last` closes the file. Paths are
 * relative to the bundle and use `/`.
 */
export type TextPart = { path: string; text: string; last: boolean };
