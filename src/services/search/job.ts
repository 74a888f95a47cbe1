import type { WholeScenario } from "@/core/document";
import type { DetectionProfile } from "@/detection";
import type { ClassMap } from "@/detectors/classes/classMap";
import type { OnnxFiles } from "@/detectors/onnx/onnxDetector";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import type { JournalHead, Variable } from "@/search";
import type { SearchStep } from "@/search/investigate";
import type { PairReport, SearchReport } from "@/search/report";
import type { StreamView } from "../detection/streamView";

/** How a real detector is shown a scenario. */
type Looking = { readonly every: number; readonly confidence: number; readonly classMap: ClassMap };

/** The detector that a search asks. */
export type SearchedDetector =
  | { readonly kind: "simulated"; readonly profile: DetectionProfile; readonly seed: number }
  | ({ readonly kind: "builtin" } & Looking)
  | ({ readonly kind: "onnx"; readonly files: OnnxFiles; readonly options: OnnxOptions } & Looking);

/** A search as the page orders it; it can be sent to a worker. */
export type SearchJob = {
  readonly scenario: WholeScenario;
  readonly variables: readonly Variable[];
  /** A failure condition in words, such as `missed 15 frames of child`. */
  readonly fails: string;
  readonly detector: SearchedDetector;
  readonly seed: number;
  /** Variants that may be tried, and seconds that this may take; null for no limit. */
  readonly budget: number;
  readonly seconds: number | null;
  readonly pairs: number;
  /** Whether every weather is tried in every severity, too, for the heat map. */
  readonly weatherMap: boolean;
  readonly build: string;
};

/** One end of a pair: its scenario, and what the detector made of it. */
export type PairSide = {
  readonly scenario: WholeScenario;
  /** What became of the detector's reports; null if it did not answer when it was asked again. */
  readonly marks: StreamView | null;
  /** For each frame, what became of the pair's track (or, if there is none, of anything): one of `TRACK_STATES`. */
  readonly track: Uint8Array<ArrayBuffer>;
  /** The detector's reports, as NDJSON; null if it did not answer. */
  readonly answer: string | null;
};

/** What a track is at a frame. */
export const TRACK_STATES = ["not there", "found", "missed"] as const;

/** A minimal pair with all that is needed to show and to save it. */
export type FoundPair = {
  readonly report: PairReport;
  /** The frame at which the failure shows best. */
  readonly frame: number;
  readonly a: PairSide;
  readonly b: PairSide;
  /** How scenarios and labels differ: the content of `diff.json`. */
  readonly diff: string;
  /** What was there and what was reported at `frame`, for the report's picture; the picture itself is drawn when it is needed. */
  readonly shown: { readonly a: ShownFrame; readonly b: ShownFrame };
};

export type ShownFrame = {
  readonly width: number;
  readonly height: number;
  readonly truth: readonly { readonly track_id: number; readonly bounding_box: Box }[];
  readonly found: readonly { readonly class_label: string; readonly confidence: number; readonly bounding_box: Box | null }[];
};
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What a search found. */
export type SearchOutcome = {
  readonly report: SearchReport;
  /** Questions that earlier runs had asked. */
  readonly resumed: number;
  readonly pairs: readonly FoundPair[];
  /** Scenarios to which cells of the heat map lead, by the path that the report gives them. */
  readonly examples: readonly (readonly [path: string, scenario: WholeScenario])[];
};

/** What a search needs from whoever runs it, and what it tells meanwhile. */
export type SearchPorts = {
  /** Lines of the journal that earlier runs of this search have left. */
  readonly recall: (head: JournalHead) => Promise<readonly string[]>;
  /** A new line of the journal. @param isVariant whether it is about a variant of the search, not a weather of the map */
  readonly keep: (line: string, isVariant: boolean) => void;
  readonly onStep: (step: SearchStep) => void;
  readonly signal: AbortSignal;
};

/** Runs a search, in a worker or in this thread. @throws SearchError, DetectorError, or the signal's reason */
export type SearchRunner = (job: SearchJob, ports: SearchPorts) => Promise<SearchOutcome>;
