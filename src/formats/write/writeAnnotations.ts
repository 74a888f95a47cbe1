import type { AnnotatedFrame, AnnotationSource, TextPart, WriteOptions } from "../types";
import { FORMAT_WRITERS } from "./formats";
import type { FormatId } from "./formatIds";
import type { Piece } from "./format";

const PART_LENGTH = 65_536;

/** Writes files frame by frame: each frame in order, then `end`. */
type AnnotationWriter = {
  /** Called once per frame, in order. */
  frame(frame: AnnotatedFrame): Iterable<TextPart>;
  /** Called once, after the last frame. */
  end(): Iterable<TextPart>;
};

/**
 * Writes any number of formats in one pass through the frames. Memory stays the same however long the video is, except for CVAT, which
 * orders boxes by track and needs about 40 bytes for each.
 */
export function annotationWriter(source: AnnotationSource, formats: readonly FormatId[], options: WriteOptions): AnnotationWriter {
  const gathered = new Map<string, { pieces: string[]; length: number }>();
  // On the road, KITTI contains the object benchmark's files already.
  const isRepeated = (format: FormatId) =>
    format === "kitti_object" && formats.includes("kitti") && source.camera?.truth.model === "pinhole";
  const writers = formats.filter((format) => !isRepeated(format)).map((format) => FORMAT_WRITERS[format](source, options));
  return {
    *frame(frame) {
      for (const writer of writers) yield* gather(writer.frame(frame));
    },
    *end() {
      for (const writer of writers) yield* gather(writer.end());
    },
  };

  function* gather(pieces: Iterable<Piece>): Generator<TextPart, void, undefined> {
    for (const { path, text, last = false } of pieces) {
      let waiting = gathered.get(path);
      if (!waiting) gathered.set(path, (waiting = { pieces: [], length: 0 }));
      waiting.pieces.push(text);
      waiting.length += text.length;
      if (!last && waiting.length < PART_LENGTH) continue;
      gathered.delete(path);
      yield { path, text: waiting.pieces.join(""), last };
    }
  }
}

/** The files of all frames of a source. */
export function* writeAnnotations(
  source: AnnotationSource,
  formats: readonly FormatId[],
  options: WriteOptions,
): Generator<TextPart, void, undefined> {
  const writer = annotationWriter(source, formats, options);
  for (const frame of source.frames()) yield* writer.frame(frame);
  yield* writer.end();
}
