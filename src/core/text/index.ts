export { counted, formatBytes, formatSeconds, formatTimecode, listed, sentence } from "./format";
export { jsonText } from "./json";
