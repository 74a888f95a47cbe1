export * from "./types";
export { scenarioSource } from "./scenarioSource";
export { ANNOTATION_FORMATS, FORMAT_NAMES, type FormatId } from "./write/formats";
export { writeAnnotations } from "./write/writeAnnotations";
export { frameStem } from "./write/text";
export { FormatError, type Finding, type Severity } from "./finding";
export { readAnnotations } from "./read/readAnnotations";
export {
  READ_FORMATS,
  type ImportedAnnotations,
  type ImportedBox,
  type ImportedTrack,
  type ImportedVideo,
  type InputFile,
  type ReadFormat,
  type ReadOptions,
} from "./read/imported";
export { suggestActorType } from "./classes";
export { fitTracks, suggestMapping, type FitOptions, type FittedTracks, type LabelMapping } from "./fit/fitTracks";
export { lintBundle } from "./lint/lintBundle";
export type { BundleReader } from "./lint/bundle";
