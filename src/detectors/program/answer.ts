import type { Box } from "@/core/scene/frameStateTypes";
import { type FoundObject, DetectorError } from "../detector";

/** What a program found in one frame. */
export type ProgramAnswer = { readonly frame: number; readonly objects: readonly FoundObject[] };

/** An answer, for messages about one that is none. */
const EXAMPLE = '{"frame": 0, "detections": [{"class_label": "person", "confidence": 0.9, "bounding_box": [x, y, width, height]}]}';

/** So far outside 0 to 1, a confidence is a matter of rounding, as in a softmax of half precision. */
const ROUNDING = 0.01;
/** What MOT's files and many trackers write for an object that is not tracked. */
const NO_TRACK = -1;

/**
 * Whether a line of a program's output is meant as an answer. Whatever else it prints there, such as a library's progress, is not.
 */
export const isAnswer = (line: string): boolean => line.trimStart().startsWith("{");

/**
 * Reads one answer: `{"frame": n, "detections": [...]}`.
 *
 * @param number which line of the program's output it is, from 1, for messages
 * @throws DetectorError that says what is wrong with it
 */
export function readAnswer(line: string, number: number): ProgramAnswer {
  const refuse = (fault: string): DetectorError => new DetectorError("failed", `line ${number} of the program's output: ${fault}`);
  const answer = parsed(line, refuse);
  const frame = answer["frame"];
  if (typeof frame !== "number" || !Number.isSafeInteger(frame) || frame < 0)
    throw refuse(`frame must be the number of the frame that it answers, not ${shown(frame)}; an answer is ${EXAMPLE}`);
  const detections: unknown = answer["detections"];
  if (!Array.isArray(detections))
    throw refuse(`detections must be a list, empty where nothing is found, not ${shown(detections)}; an answer is ${EXAMPLE}`);
  const objects = detections.map((detection: unknown, index) => objectOf(detection, (fault) => refuse(`detections[${index}]${fault}`)));
  return { frame, objects };
}

function parsed(line: string, refuse: (fault: string) => DetectorError): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch {
    const number = /[:[,]\s*(-?(?:NaN|Infinity|nan|inf))\b/.exec(line)?.[1];
    if (number !== undefined) throw refuse(`${number} is not a number in JSON; leave out detections whose box or confidence is none`);
    if (/^\s*\{\s*'/.test(line)) throw refuse("it is a Python dictionary, not JSON; print json.dumps(answer) instead");
  }
  throw refuse(`not JSON: ${shown(line)}; an answer is ${EXAMPLE}, on one line`);
}

function objectOf(value: unknown, refuse: (fault: string) => DetectorError): FoundObject {
  if (!isRecord(value)) throw refuse(` must be an object with class_label, confidence and bounding_box, not ${shown(value)}`);
  const { class_label: label, confidence, bounding_box: box, track_id: trackId } = value;
  if (typeof label !== "string" || label === "") throw refuse(`.class_label must be a name, such as "person", not ${shown(label)}`);
  if (typeof confidence !== "number" || !(confidence >= -ROUNDING && confidence <= 1 + ROUNDING))
    throw refuse(`.confidence must be between 0 and 1, not ${shown(confidence)}`);
  const found = { label, confidence: Math.min(1, Math.max(0, confidence)), box: boxOf(box, refuse) };
  if (trackId === undefined || trackId === null || trackId === NO_TRACK) return found;
  if (typeof trackId !== "number" || !Number.isSafeInteger(trackId))
    throw refuse(`.track_id must be a whole number, not ${shown(trackId)}`);
  return { ...found, trackId };
}

function boxOf(value: unknown, refuse: (fault: string) => DetectorError): Box {
  const list: unknown[] = Array.isArray(value) ? value : isRecord(value) ? ["x", "y", "width", "height"].map((key) => value[key]) : [];
  const [x, y, width, height] = list;
  if (
    list.length !== 4 ||
    ![x, y, width, height].every(Number.isFinite) ||
    !isNumber(x) ||
    !isNumber(y) ||
    !isNumber(width) ||
    !isNumber(height)
  )
    throw refuse(`.bounding_box must be [x, y, width, height] in pixels, not ${shown(value)}`);
  if (width < 0 || height < 0) throw refuse(`.bounding_box is ${width} × ${height}; sizes cannot be negative`);
  return { x, y, width, height };
}

const isNumber = (value: unknown): value is number => typeof value === "number";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
