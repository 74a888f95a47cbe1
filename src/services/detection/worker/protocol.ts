import type { Detection, DetectionEvent, DetectionProfile, EvaluationReport, Fault, Miss } from "@/detection";
import type { Scenario } from "@/core/document";
import type { Mark, StreamView } from "../streamView";

/** Which stream: it is determined by scenario, profile and seed. */
export type StreamKey = { readonly profile: DetectionProfile; readonly seed: number };

/** The meaning of numbers in a file that does not state it; `firstFrame` is the scenario's frame that is the file's first. */
export type FileReading = { readonly motOrigin: 0 | 1; readonly classLabel: string; readonly firstFrame: number };

/** What a real detector reported in the frames that it looked at. */
export type RunReports = {
  /** The detector's name. */
  readonly detector: string;
  readonly frames: readonly number[];
  readonly detections: readonly Detection[];
  /** What was run, in sentences for the report. */
  readonly notes: readonly string[];
};

export type EvaluationSource =
  | { readonly kind: "stream"; readonly key: StreamKey }
  | { readonly kind: "file"; readonly file: File; readonly reading: FileReading }
  | { readonly kind: "run"; readonly run: RunReports };

export type EvaluationSettings = {
  readonly matchBy: "auto" | "boxes" | "times";
  readonly iou: number;
  readonly toleranceMs: number;
  readonly confidenceThreshold: number;
  readonly minVisibility: number;
};

/** Work for the worker; each kind has its own answer. */
export type Jobs = {
  simulate: { job: { key: StreamKey }; answer: StreamView };
  /** The contents of the stream at one frame. */
  frame: { job: { key: StreamKey; frame: number }; answer: FrameContent };
  /** What became of a real detector's reports, for each of the frames. */
  judge: { job: Pick<RunReports, "frames" | "detections">; answer: readonly FrameMarks[] };
  file: { job: { key: StreamKey; format: "json" | "ndjson" }; answer: Blob };
  evaluate: { job: { source: EvaluationSource; settings: EvaluationSettings }; answer: EvaluationResult };
};
export type JobKind = keyof Jobs;

export type FrameMarks = { readonly frame: number; readonly marks: readonly Mark[] };

export type FrameContent = { readonly frame: number; readonly events: readonly DetectionEvent[]; readonly faults: readonly Fault[] };

export type EvaluationResult = {
  /** Its tables of misses and false positives are empty: the former come in parts, the latter are in the files. */
  readonly report: EvaluationReport;
  readonly misses: readonly Miss[];
  /** Events that recorded a miss and were left out. */
  readonly missRecords: number;
  readonly json: Blob;
  readonly html: Blob;
};

/** Asks for a job of a kind, or of any. */
export type JobMessage<Kind extends JobKind = JobKind> = {
  [Each in Kind]: { readonly type: "job"; readonly id: number; readonly kind: Each; readonly job: Jobs[Each]["job"] };
}[Kind];

export type WorkerMessage = { readonly type: "scenario"; readonly scenario: Scenario } | JobMessage;

export type WorkerAnswer =
  | { readonly type: "progress"; readonly id: number; readonly step: string; readonly share: number }
  | { readonly type: "misses"; readonly id: number; readonly misses: readonly Miss[] }
  | { readonly type: "done"; readonly id: number; readonly answer: Jobs[JobKind]["answer"] }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
