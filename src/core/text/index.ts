export { counted, formatBytes, formatSeconds, formatTimecode, sentence } from "./format";
