export * from "./types";
export { scenarioSource } from "./scenarioSource";
export { ANNOTATION_FORMATS, FORMAT_NAMES, type FormatId } from "./write/formats";
export { writeAnnotations } from "./write/writeAnnotations";
export { frameStem } from "./write/text";
