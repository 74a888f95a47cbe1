import { LIMITS, type Actor, type ActorType, type IgnoreRegion } from "@/core/document";
import { meetsFrame } from "@/core/scene";
import { suggestActorType } from "../classes";
import { FindingList, type Finding } from "../finding";
import { ignoreRegionsOf } from "../read/ignoreRegions";
import type { ImportedAnnotations, ImportedTrack } from "../read/imported";
import { counted } from "@/core/text";
import { fitTrack, type FittedTrack } from "./fitTrack";
import { scenarioSize } from "./importedVideo";

/** The tolerance in pixels where none is chosen: ground truth stays as it is. */
export const USUAL_TOLERANCE = 0;

/** What the tracks of a label become; null leaves them out. */
export type LabelMapping = Readonly<Record<string, { type: ActorType; model?: string } | null>>;

export type FitOptions = {
  /** Size of the scenario's frames, in pixels. */
  frame: { width: number; height: number };
  /** Whole pixels by which a box's corner, width or height may be off; 0: every box at every frame exactly. */
  tolerance: number;
  mapping: LabelMapping;
  /** Called before each track with the number of finished ones. */
  onProgress?: (tracks: number) => void;
};

export type FittedTracks = {
  actors: Actor[];
  /** Where a detection is neither right nor wrong. */
  ignoreRegions: IgnoreRegion[];
  waypoints: number;
  /** The number of boxes read, and of those reproduced exactly. */
  boxes: number;
  exactBoxes: number;
  /** What could not be mapped or was changed. */
  problems: Finding[];
};

/** The labels of an import, each with the type it most likely means. */
export function suggestMapping({ tracks }: Pick<ImportedAnnotations, "tracks">): LabelMapping {
  return Object.fromEntries(tracks.map(({ label }) => [label, suggestActorType(label)]));
}

/** Imported tracks as actors with few waypoints. Ids of tracks become track ids. */
export function fitTracks(
  imported: Pick<ImportedAnnotations, "tracks" | "video"> & Partial<Pick<ImportedAnnotations, "ignored">>,
  options: FitOptions,
): FittedTracks {
  const findings = new FindingList();
  const note = (severity: Finding["severity"], track: ImportedTrack | null, message: string, advice: string, kind: string) =>
    findings.add({ severity, file: "", place: track ? `track ${track.trackId}` : "", message, advice }, kind);
  const { regions, leftOut } = ignoreRegionsOf(
    imported.ignored ?? [],
    (label) => (options.mapping[label] ?? suggestActorType(label))?.type ?? null,
  );
  if (leftOut > 0)
    note(
      "warning",
      null,
      `a scenario can have at most ${LIMITS.ignoreRegions} regions to ignore; ${leftOut} were left out`,
      "import only part of the file",
      "too many regions",
    );
  const fitted: FittedTracks = { actors: [], ignoreRegions: regions, waypoints: 0, boxes: 0, exactBoxes: 0, problems: [] };

  const { width, height } = imported.video;
  const { frame } = options;
  // A size that no scenario can have is not a reason to complain of the next one that it can have.
  const wanted = scenarioSize({ width: width ?? frame.width, height: height ?? frame.height });
  if (wanted.width !== frame.width || wanted.height !== frame.height)
    note(
      "warning",
      null,
      `the boxes are for a video of ${width ?? "?"} × ${height ?? "?"} pixels, ` +
        `but the scenario is ${options.frame.width} × ${options.frame.height}`,
      "change the scenario to the video's size",
      "size",
    );

  let fractions = 0;
  for (const [index, track] of imported.tracks.entries()) {
    options.onProgress?.(index);
    const target = Object.hasOwn(options.mapping, track.label) ? options.mapping[track.label] : undefined;
    if (!target) {
      findings.add(
        {
          severity: "warning",
          file: "",
          place: `track ${track.trackId}`,
          message: `"${track.label}" is not an actor type; the track was left out`,
          advice: "choose a type for it in the list of classes",
          option: "--class NAME=TYPE",
        },
        `label ${track.label}`,
      );
      continue;
    }
    if (fitted.actors.length >= LIMITS.actors) {
      note(
        "error",
        track,
        `a scenario can have at most ${LIMITS.actors} actors; the track was left out`,
        "import fewer classes, or only part of the file",
        "too many",
      );
      continue;
    }
    if (track.boxes.length === 0) continue;
    const { result, tolerance } = fitWithinLimits(track, target);
    if (!result) {
      note(
        "error",
        track,
        `its movement needs more than ${LIMITS.waypoints} waypoints; the track was left out`,
        "raise the tolerance, or import only part of the file",
        "too long",
      );
      continue;
    }
    describe(track, result, tolerance);
    fitted.actors.push(result.actor);
    fitted.waypoints += result.actor.trajectory.waypoints.length;
    fitted.boxes += track.boxes.length;
    fitted.exactBoxes += result.exactFrames;
  }
  // Some tools write nothing but fractions: one note tells it as well as one for each track.
  if (fractions > 0)
    note(
      "info",
      null,
      `${counted(fractions, "box has", "boxes have")} fractional pixels`,
      "edges were rounded to whole pixels",
      "fractions",
    );
  return { ...fitted, problems: findings.list() };

  /** Raises the tolerance if a track would need more waypoints than an actor can have. */
  function fitWithinLimits(
    track: ImportedTrack,
    target: { type: ActorType; model?: string },
  ): { result: FittedTrack | null; tolerance: number } {
    for (let tolerance = options.tolerance; tolerance <= 64; tolerance = Math.max(1, tolerance * 2)) {
      const result = fitTrack(track, target, options.frame, tolerance);
      if (result.actor.trajectory.waypoints.length <= LIMITS.waypoints) return { result, tolerance };
    }
    return { result: null, tolerance: 0 };
  }

  function describe(track: ImportedTrack, { deviation, gaps }: FittedTrack, tolerance: number): void {
    if (tolerance > options.tolerance)
      note(
        "warning",
        track,
        `a tolerance of ${options.tolerance} would need more than ${LIMITS.waypoints} waypoints; ${tolerance} was used`,
        "no action needed, or import only part of the file",
        "raised",
      );
    if (deviation > tolerance)
      note(
        "warning",
        track,
        `boxes are off by up to ${deviation} pixels`,
        "their sizes vary too much for one actor; split the track",
        "deviation",
      );
    if (gaps.length > 0)
      note(
        "info",
        track,
        `absent at ${gapsText(gaps.slice(0, 3))}${gaps.length > 3 ? ", …" : ""}`,
        "the actor waits outside the frame meanwhile and keeps its track id",
        "gap",
      );
    fractions += track.boxes.filter((box) => ![box.x, box.y, box.width, box.height].every(Number.isInteger)).length;
    const unseen = track.boxes.filter((box) => !meetsFrame(box, options.frame.width, options.frame.height)).length;
    if (unseen > 0)
      note(
        "info",
        track,
        `${counted(unseen, "box is", "boxes are")} entirely outside the frame`,
        "they will not be annotated on export",
        "unseen",
      );
  }
}

/** `frame 2`, `frames 2–4`, `frames 2, 5–7`. */
function gapsText(gaps: readonly { start: number; end: number }[]): string {
  const one = gaps.length === 1 && gaps.every(({ start, end }) => end === start + 1);
  return `${one ? "frame" : "frames"} ${gaps.map(({ start, end }) => (end === start + 1 ? `${start}` : `${start}–${end - 1}`)).join(", ")}`;
}
