import { fitTracks, readAnnotations, suggestMapping, type FittedTracks, type ImportedAnnotations, type InputFile } from "@/formats";
import { boxesAtFrame } from "./boxesAtFrame";
import type {
  ChosenFile,
  FitSettings,
  FitSummary,
  ImportAnswer,
  ImportCommand,
  ImportProgress,
  ImportSummary,
  ReadSettings,
  SourceClass,
} from "./protocol";

/** Reads annotations and fits trajectories outside the page's thread, which stays responsive and may end the worker at any time. */

/** Above this, a browser may be unable to provide the memory; the page would only learn that its worker has gone. */
const MOST_BYTES = 1024 * 1024 * 1024;
const REPORT_EVERY_MS = 100;

let files: InputFile[] = [];
let imported: ImportedAnnotations = { format: null, video: {}, tracks: [], ignored: [], questions: [], problems: [] };
let fitted: FittedTracks | null = null;

addEventListener("message", ({ data }: MessageEvent<ImportCommand>) => {
  answer(data)
    .catch((error: unknown): ImportAnswer => ({ kind: "failed", message: error instanceof Error ? error.message : String(error) }))
    .then(postMessage)
    .catch(reportError);
});

async function answer(command: ImportCommand): Promise<ImportAnswer> {
  switch (command.kind) {
    case "open":
      files = await readBytes(command.files);
      return read(command.settings);
    case "read":
      return read(command.settings);
    case "fit":
      return fit(command.settings);
    case "frame":
      return { kind: "boxes", boxes: boxesAtFrame(imported.tracks, command.frame) };
    case "take":
      if (!fitted || fitted.actors.length === 0)
        throw new Error("No track became an actor. Choose a type for at least one class, or choose other files");
      return { kind: "actors", actors: fitted.actors, ignoreRegions: fitted.ignoreRegions };
  }
}

async function readBytes(chosen: readonly ChosenFile[]): Promise<InputFile[]> {
  const total = chosen.reduce((sum, { blob }) => sum + blob.size, 0);
  if (total > MOST_BYTES)
    throw new Error(
      `The files are ${Math.ceil(total / 1024 / 1024)} MB together; ` +
        `the most that can be read is ${MOST_BYTES / 1024 / 1024} MB. Choose only the annotation files, without videos and images.`,
    );
  const report = reporter();
  const read: InputFile[] = [];
  let done = 0;
  for (const { path, blob } of chosen) {
    report({ phase: "opening", done, total });
    read.push({ path, bytes: new Uint8Array(await blob.arrayBuffer()) });
    done += blob.size;
  }
  return read;
}

async function read(settings: ReadSettings): Promise<ImportAnswer> {
  const report = reporter();
  report({ phase: "reading", done: 0, total: null });
  imported = await readAnnotations(files, {
    ...settings,
    onProgress: (boxes) => report({ phase: "reading", done: boxes, total: null }),
    onLinked: (done, total) => report({ phase: "linking", done, total }),
  });
  fitted = null;
  return { kind: "read", summary: summaryOf(imported) };
}

function fit(settings: FitSettings): ImportAnswer {
  const report = reporter();
  const total = imported.tracks.length;
  fitted = null;
  fitted = fitTracks(imported, { ...settings, onProgress: (done) => report({ phase: "fitting", done, total }) });
  return { kind: "fitted", summary: summaryOfFit(fitted) };
}

function summaryOfFit({ actors, waypoints, boxes, exactBoxes, problems }: FittedTracks): FitSummary {
  return { actors: actors.length, waypoints, boxes, exactBoxes, problems };
}

function summaryOf({ format, video, tracks, questions, problems }: ImportedAnnotations): ImportSummary {
  const suggestions = suggestMapping({ tracks });
  const classes = new Map<string, SourceClass>();
  let boxes = 0;
  let frames = 0;
  let firstFrame = Number.POSITIVE_INFINITY;
  for (const track of tracks) {
    const known = classes.get(track.label);
    classes.set(track.label, {
      label: track.label,
      tracks: (known?.tracks ?? 0) + 1,
      boxes: (known?.boxes ?? 0) + track.boxes.length,
      suggested: suggestions[track.label] ?? null,
    });
    boxes += track.boxes.length;
    frames = Math.max(frames, (track.boxes.at(-1)?.frame ?? -1) + 1);
    firstFrame = Math.min(firstFrame, track.boxes[0]?.frame ?? firstFrame);
  }
  const byCount = [...classes.values()].sort((one, other) => other.boxes - one.boxes || (one.label < other.label ? -1 : 1));
  return {
    format,
    video,
    classes: byCount,
    tracks: tracks.length,
    boxes,
    frames,
    firstFrame: Math.min(firstFrame, frames),
    questions,
    problems,
  };
}

/** Sends progress, at most ten times a second, so as not to burden the page. */
function reporter(): (progress: ImportProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY_MS) return;
    last = now;
    postMessage({ kind: "progress", progress } satisfies ImportAnswer);
  };
}
