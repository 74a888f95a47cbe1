import type { ActorType } from "@/core/document";
import type { Finding, FitOptions, FittedTracks, ImportedVideo, ReadFormat, ReadingQuestion, ReadOptions } from "@/formats";
import type { ReadBox } from "./boxesAtFrame";

/** The messages between the page and the import worker. The worker keeps what it has read until the page ends it. */

/** A chosen file; `path` is its path in the chosen folder or archive. */
export type ChosenFile = { readonly path: string; readonly blob: Blob };

/** One class of the source, in its own words. */
export type SourceClass = {
  readonly label: string;
  readonly tracks: number;
  readonly boxes: number;
  readonly suggested: { readonly type: ActorType; readonly model?: string } | null;
};

/** What was found in the files. */
export type ImportSummary = {
  readonly format: ReadFormat | null;
  readonly video: ImportedVideo;
  readonly classes: readonly SourceClass[];
  readonly tracks: number;
  readonly boxes: number;
  /** Frames from 0 to the last that has a box. */
  readonly frames: number;
  /** The first frame that has a box; 0 if there are none. */
  readonly firstFrame: number;
  /** What the files leave open; if no reading is chosen, there is nothing else yet. */
  readonly questions: readonly ReadingQuestion[];
  readonly problems: readonly Finding[];
};

/** What goes into a scenario. */
export type Fitted = Readonly<Pick<FittedTracks, "actors" | "ignoreRegions">>;

/** What the tracks become; the actors themselves are requested at the end. */
export type FitSummary = Omit<FittedTracks, "actors" | "ignoreRegions"> & { readonly actors: number };

export type ReadSettings = Omit<ReadOptions, "onProgress" | "onLinked">;
export type FitSettings = Omit<FitOptions, "onProgress">;

export type ImportCommand =
  | { readonly kind: "open"; readonly files: readonly ChosenFile[]; readonly settings: ReadSettings }
  | { readonly kind: "read"; readonly settings: ReadSettings }
  | { readonly kind: "fit"; readonly settings: FitSettings }
  | { readonly kind: "frame"; readonly frame: number }
  | { readonly kind: "take" };

/** `total` is null if it is not known beforehand. */
export type ImportProgress = {
  readonly phase: "opening" | "reading" | "linking" | "fitting";
  readonly done: number;
  readonly total: number | null;
};

export type ImportAnswer =
  | { readonly kind: "progress"; readonly progress: ImportProgress }
  | { readonly kind: "read"; readonly summary: ImportSummary }
  | { readonly kind: "fitted"; readonly summary: FitSummary }
  | { readonly kind: "boxes"; readonly boxes: readonly ReadBox[] }
  | ({ readonly kind: "actors" } & Fitted)
  | { readonly kind: "failed"; readonly message: string };
