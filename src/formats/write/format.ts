import type { AnnotatedFrame, AnnotationSource, TextPart, WriteOptions } from "../types";

/** Text for one file; `last` if nothing follows. Pieces may be tiny: the driver buffers them. */
export type Piece = Pick<TextPart, "path" | "text"> & { last?: true };

/** One format being written; keeps no more than a few numbers per track and frame. */
export type FormatWriter = {
  /** Called once per frame, in order. */
  frame(frame: AnnotatedFrame): Iterable<Piece>;
  /** Called once, after the last frame. */
  end(): Iterable<Piece>;
};

export type FormatWriterFactory = (source: AnnotationSource, options: WriteOptions) => FormatWriter;
