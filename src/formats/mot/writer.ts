import { ACTOR_TYPES, type ActorType } from "@/core/document/constants";
import type { GroundTruthRecord } from "@/core/truth";
import { MOT_CLASSES, MOT_CLASS_NAMES } from "../classes";
import type { AnnotationSource, SourceVideo, WriteOptions } from "../types";
import { chosenBox, keyOfRegion, regionsAt } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { decimal, fileStem } from "../write/text";
import { nominalRate, rateText } from "@/core/timeline";
import { regionClass } from "./uncounted";

const ROOT = "annotations/mot";
const CLASS_ROOT = "annotations/mot_per_class";

/**
 * MOTChallenge: one sequence with every class, and one for each class in the scenario with that class as number 1, because TrackEval
 * scores pedestrians only.
 */
export function createMotWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video, tracks } = source;
  const idOf = regionIds(source);
  const types = ACTOR_TYPES.filter((type) => tracks.some((track) => track.type === type));
  return {
    *frame(annotated) {
      const { frame, records } = annotated;
      for (const record of records) {
        const rowWith = describe(record, options);
        if (!rowWith) continue;
        yield { path: `${ROOT}/gt/gt.txt`, text: rowWith(MOT_CLASSES[record.object_type]) };
        yield { path: `${classRoot(record.object_type)}/gt/gt.txt`, text: rowWith(1) };
      }
      for (const region of regionsAt(source, annotated)) {
        const { x, y, width, height } = region.bounding_box;
        const place = `${frame + 1},${idOf(region.key)},${x + options.motOrigin},${y + options.motOrigin},${width},${height}`;
        yield { path: `${ROOT}/gt/gt.txt`, text: `${place},0,${regionClass(region.object_type)},1\n` };
        for (const type of types.filter((type) => (region.object_type ?? type) === type))
          yield { path: `${classRoot(type)}/gt/gt.txt`, text: `${place},0,${regionClass(null)},1\n` };
      }
    },
    *end() {
      yield* closing(ROOT, fileStem(video.name), video);
      yield last(`${ROOT}/gt/labels.txt`, `${MOT_CLASS_NAMES.join("\n")}\n`);
      yield last(
        `${ROOT}/README.txt`,
        `${conventions(options, video.fps)}TrackEval scores class 1 only; ` +
          `../mot_per_class/ holds a sequence for each class, mapped to class 1.\n`,
      );
      for (const type of types) {
        yield* closing(classRoot(type), type, video);
        yield last(
          `${classRoot(type)}/README.txt`,
          `${conventions(options, video.fps)}Every row is a ${type} and has class 1, the only one that TrackEval scores; ` +
            `../../mot/ holds all classes.\n`,
        );
      }
    },
  };
}

/** Regions to ignore have their own ids, after those of the tracks: a row needs one. */
function regionIds({ tracks, ignoreRegions = [] }: AnnotationSource): (key: string) => number {
  const first = tracks.reduce((most, { trackId }) => Math.max(most, trackId), -1) + 2;
  const ids = new Map(ignoreRegions.map((_, index) => [keyOfRegion(index), first + index]));
  return (key) => {
    const id = ids.get(key) ?? first + ids.size;
    ids.set(key, id);
    return id;
  };
}

function classRoot(type: ActorType): string {
  return `${CLASS_ROOT}/${type}`;
}

/** The row without its class; frames and ids count from 1. `conf` is a flag there: 1, or evaluators ignore the row. */
function describe(record: GroundTruthRecord, options: WriteOptions): ((classNumber: number) => string) | null {
  const box = chosenBox(record, options);
  if (!box) return null;
  const place = `${box.x + options.motOrigin},${box.y + options.motOrigin},${box.width},${box.height}`;
  const visibility = decimal(record.visibility, 6);
  return (classNumber) => `${record.frame + 1},${record.track_id + 1},${place},1,${classNumber},${visibility}\n`;
}

function* closing(root: string, name: string, video: SourceVideo): Generator<Piece> {
  yield last(`${root}/gt/gt.txt`, "");
  yield last(
    `${root}/seqinfo.ini`,
    `[Sequence]\nname=${name}\nimDir=img1\nframeRate=${nominalRate(video.fps)}\nseqLength=${video.totalFrames}\n` +
      `imWidth=${video.width}\nimHeight=${video.height}\nimExt=.jpg\n`,
  );
}

/** The README's introduction of a rate that `seqinfo.ini` cannot represent. */
export const RATE_WORDS = "Frames a second: ";

/** What no column says; our reader takes origin and rate from here. */
function conventions({ motOrigin, box }: WriteOptions, fps: number): string {
  const rate = rateText(fps);
  const corner = motOrigin === 1 ? "1,1, as in the benchmark's own files" : "0,0, as many converters write it";
  return (
    `Pixel origin: ${motOrigin} (the top left pixel of a frame is ${corner}).\n` +
    "Frame 1 is the first frame of the video; id 1 is track id 0 of ground_truth.json.\n" +
    `Boxes: ${box === "amodal" ? "the whole extent of an actor, also where hidden or outside the frame" : "the part that can be seen"}.\n` +
    "Actors that cannot be seen at all keep their rows, with visibility 0. Rows with conf 0 are regions to ignore: class 8 for\n" +
    "pedestrians or every class, 3 for vehicles, 4 for cyclists.\n" +
    (Number(rate) === nominalRate(fps) ? "" : `${RATE_WORDS}${rate}; seqinfo.ini holds whole numbers only.\n`)
  );
}

function last(path: string, text: string): Piece {
  return { path, text, last: true };
}
