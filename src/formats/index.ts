export { COCO_CATEGORIES, KITTI_CLASSES, MOT_CLASSES } from "./classes";
export * from "./types";
export { scenarioSource } from "./scenarioSource";
export { ANNOTATION_FORMATS, FORMAT_NAMES, type FormatId } from "./write/formats";
export { writeAnnotations } from "./write/writeAnnotations";
export { frameStem } from "./write/text";
export { READ_FORMATS, READ_FORMAT_NAMES } from "./read/formatNames";
export { FormatError, sentencesOf, type Finding, type Severity } from "./finding";
export { readAnnotations } from "./read/readAnnotations";
export type {
  ImportedAnnotations,
  ImportedBox,
  ImportedTrack,
  ImportedVideo,
  InputFile,
  ReadFormat,
  ReadOptions,
} from "./read/imported";
export { counted } from "./read/prose";
export { openQuestion, type Reading, type ReadingQuestion } from "./read/readings";
export { mayBeOtherFormat } from "./read/otherFormats";
export { fitTracks, suggestMapping, type FitOptions, type FittedTracks, type LabelMapping } from "./fit/fitTracks";
export { importedDuration, importedScenario, type ImportedParts, type NewVideo } from "./fit/importedScenario";
export { importedVideo } from "./fit/importedVideo";
export { isAnnotationFile } from "./read/fileNames";
export { RESULT_FORMATS, detectionResults, type ResultFormat } from "./results";
export { lintBundle } from "./lint/lintBundle";
export type { BundleReader } from "./lint/bundle";
export { openBundleZip } from "./lint/zipBundle";
