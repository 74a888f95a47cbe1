import { FindingList, FormatError } from "../finding";
import { fromFirstFrame, framesByName, type Frames } from "../read/frames";
import type { ReaderInput } from "../read/input";
import { arrayOf, idOf, numberOf, objectOf, textOf, type JsonObject } from "../read/json";
import { counted } from "@/core/text";

/** Where tools store the number of an image's frame: ours; KWCOCO, VIAME and TAO; CocoVID, BDD100K and others. */
const FRAME_KEYS = ["frame", "frame_index", "frame_id", "frame_num", "frame_number"] as const;

/** Where tools store which camera an image comes from, in addition to the table of videos. */
const CAMERA_KEYS = ["camera", "camera_name", "camera_id", "sensor", "channel", "view", "cam"] as const;

/** Frames of images by id; `null`: of another video than the one read. */
export type ImageFrames = {
  frameOf: ReadonlyMap<string, number | null>;
  /** Of the video read. */
  images: readonly JsonObject[];
  video: JsonObject;
};

/** Which images are read, and which frame each of them is: by what the file says, otherwise by their names, with a note. */
export function readImages(root: JsonObject, input: ReaderInput): ImageFrames {
  const all = arrayOf(root["images"]).map(objectOf);
  const videos = arrayOf(root["videos"]).map(objectOf);
  const videoId = chooseVideo(all, videos, input);
  const ofVideo = videoId === null ? all : all.filter((image) => idOf(image["video_id"]) === videoId);
  const images = chooseCamera(ofVideo, input);
  const frames = framesOf(images, input);
  const frameOf = new Map<string, number | null>();
  for (const image of all) frameOf.set(idOf(image["id"]) ?? "", null);
  images.forEach((image, index) => frameOf.set(idOf(image["id"]) ?? "", frames[index] ?? null));
  return { frameOf, images, video: videos.find((video) => videoId === null || idOf(video["id"]) === videoId) ?? {} };
}

/** The one video that has images, or the one the user chooses; null if images name no video. */
function chooseVideo(images: readonly JsonObject[], videos: readonly JsonObject[], { main, readings }: ReaderInput): string | null {
  const counts = new Map<string, number>();
  for (const image of images) {
    const id = idOf(image["video_id"]);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  if (counts.size === 1 && [...counts.values()][0] === images.length) return [...counts.keys()][0] ?? null;
  const names = new Map(videos.map((video) => [idOf(video["id"]), textOf(video["name"]) ?? textOf(video["file_name"])] as const));
  return readings.ask(
    {
      topic: "video",
      question: `The images are of ${counts.size} videos`,
      readings: [...counts].map(([id, count]) => ({ value: id, label: names.get(id) ?? `video_id ${id}`, gives: counted(count, "image") })),
    },
    main.path,
  );
}

/** Images of one camera, if they name theirs. */
function chooseCamera(images: readonly JsonObject[], { main, readings }: ReaderInput): readonly JsonObject[] {
  for (const key of CAMERA_KEYS) {
    const counts = new Map<string, number>();
    for (const image of images) {
      const id = idOf(image[key]);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    if (counts.size < 2) continue;
    const chosen = readings.ask(
      {
        topic: "camera",
        question: `The images are of ${counts.size} cameras (${key})`,
        readings: [...counts].map(([value, count]) => ({ value, label: value, gives: counted(count, "image") })),
      },
      main.path,
    );
    return images.filter((image) => idOf(image[key]) === chosen);
  }
  return images;
}

function framesOf(images: readonly JsonObject[], input: ReaderInput): Frames {
  if (images.length === 0) return [];
  const key = frameKey(images, input);
  if (key === undefined) return byName(images, input);
  const given = images.map((image) => frameNumber(image[key]));
  const missing = given.findIndex((frame) => frame === null);
  if (missing >= 0)
    throw new FormatError({
      severity: "error",
      file: input.main.path,
      place: `images[${missing}]`,
      message: `it has no ${key}, which other images have`,
      advice: `give every image its ${key}, or none of them`,
    });
  const first = new Map<number, number>();
  const repeated = given.findIndex((frame, index) => {
    if (frame === null) return false;
    if (first.has(frame)) return true;
    first.set(frame, index);
    return false;
  });
  if (repeated < 0) return fromFirstFrame(given, input);
  return ofSeveralSeries(images, given, repeated, first.get(given[repeated] ?? 0) ?? 0, input);
}

/** Where the images' frames are stored. If that is in several places that disagree, the user is asked; undefined: in none. */
function frameKey(images: readonly JsonObject[], { main, readings }: ReaderInput): string | undefined {
  const numbered = (key: string) => images.map((image) => frameNumber(image[key]));
  const [first, ...others] = FRAME_KEYS.map((key) => ({ key, numbers: numbered(key) })).filter(({ numbers }) =>
    numbers.some((number) => number !== null),
  );
  if (!first) return undefined;
  const differing = others.filter(({ numbers }) => differ(first.numbers, numbers));
  const [other] = differing;
  if (!other) return first.key;
  const at = images.findIndex((_, index) => first.numbers[index] !== other.numbers[index] && other.numbers[index] !== null);
  const numbersAt = `${first.key} ${first.numbers[at]} and ${other.key} ${other.numbers[at]}`;
  return readings.ask(
    {
      topic: "frame-number",
      question: `Images have different frame numbers: images[${at}] has ${numbersAt}`,
      readings: [first, ...differing].map(({ key, numbers }) => ({
        value: key,
        label: key,
        gives: `frames ${numbers.reduce(lesser)} to ${numbers.reduce(greater)}`,
      })),
    },
    main.path,
  );
}

/** Whether two numberings of the same images give different videos: not if only one counts from 1, or numbers just some of them. */
function differ(one: Frames, other: Frames): boolean {
  const offsets = new Set(one.flatMap((number, index) => (number === null ? [] : (number - (other[index] ?? Number.NaN)).toString())));
  offsets.delete("NaN");
  return offsets.size > 1 || [...offsets].some((offset) => Math.abs(Number(offset)) > 1);
}

const lesser = (one: number | null, other: number | null) => (one !== null && (other === null || one < other) ? one : other);
const greater = (one: number | null, other: number | null) => (one !== null && (other === null || one > other) ? one : other);

/** Two images of one frame: from two cameras or videos, judging by their names, or a fault. */
function ofSeveralSeries(images: readonly JsonObject[], given: Frames, repeated: number, first: number, input: ReaderInput): Frames {
  const names = images.map(nameOf);
  const series = names.every((name) => name !== "") ? framesByName(names, { ...input, findings: new FindingList() }).frames : given;
  const frames = given.map((frame, index) => (series[index] === null ? null : frame));
  const seen = new Set<number>();
  for (const frame of frames) {
    if (frame === null) continue;
    if (seen.has(frame))
      throw new FormatError({
        severity: "error",
        file: input.main.path,
        place: `images[${repeated}]`,
        message:
          `it has the same frame number, ${given[repeated] ?? 0}, as ` +
          `images[${first}], and neither says which video or camera it belongs to`,
        advice: 'give the images a "video_id", or the frames distinct numbers',
      });
    seen.add(frame);
  }
  return fromFirstFrame(frames, input);
}

function byName(images: readonly JsonObject[], input: ReaderInput): Frames {
  const names = images.map(nameOf);
  const unnamed = names.findIndex((name) => name === "");
  if (unnamed >= 0 && images.length > 1) {
    input.findings.add({
      severity: "warning",
      file: input.main.path,
      place: `images[${unnamed}]`,
      message: "it has neither a frame number nor a file_name; frames were numbered in the order of the images",
      advice: 'give every image a "frame" counted from 0',
    });
    return images.map((_, index) => index);
  }
  const { frames, byNumber } = framesByName(names, input);
  if (byNumber)
    input.findings.add({
      severity: "info",
      file: input.main.path,
      place: "images",
      message: "frame numbers were taken from the image names",
      advice: 'to be sure, give every image a "frame" counted from 0',
    });
  return frames;
}

function nameOf(image: JsonObject): string {
  return textOf(image["file_name"]) ?? textOf(image["name"]) ?? "";
}

function frameNumber(value: unknown): number | null {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : numberOf(value);
  return Number.isNaN(number) ? null : number;
}
