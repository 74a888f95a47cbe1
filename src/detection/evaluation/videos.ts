import { counted } from "@/core/text";
import type { Detection, TruthObject } from "../types";
import { type Placed, compare } from "./figures";
import { comparisonSettings, evaluateDetections, figureOptions, placeVideo } from "./evaluate";
import type { ComparisonOptions, VideoOptions } from "./options";
import type { EvaluationReport, TotalReport } from "./reportTypes";
import type { PlacedDetection } from "./samples";

export type VideoToEvaluate = { truth: readonly TruthObject[]; detections: readonly Detection[]; video: VideoOptions };

/** Far enough apart, in seconds, that no tolerance reaches from one video into the next. */
const SECONDS_BETWEEN_VIDEOS = 10;

/**
 * Scores several videos, each by itself and all together. The total is that of one long video in which no object or track of one part
 * appears in another. Counts are therefore added before any ratio is computed, as TrackEval combines sequences, and average precision
 * ranks the detections of all videos in one list, as pycocotools does with the images of a data set.
 *
 * All videos are compared in the same way: by times if a detection of any of them has no box.
 */
export function evaluateVideos(
  videos: readonly VideoToEvaluate[],
  options: ComparisonOptions,
): { total: TotalReport; videos: EvaluationReport[] } {
  const settings = comparisonSettings(
    videos.flatMap(({ detections }) => detections),
    options,
  );
  const reports = videos.map(
    ({ truth, detections, video }) => evaluateDetections(truth, detections, { ...video, ...options, matchBy: settings.matched_by }).report,
  );
  const placed = oneAfterAnother(
    videos.map(({ truth, detections, video }) => placeVideo(truth, detections, video)),
    settings.tolerance_ms / 1000 + SECONDS_BETWEEN_VIDEOS,
  );
  const { figures } = compare(placed, { ...figureOptions(settings), onProgress: () => undefined });
  return { total: { settings, notes: totalNotes(videos, settings.matched_by), ...figures }, videos: reports };
}

function totalNotes(videos: readonly VideoToEvaluate[], matchedBy: "boxes" | "times"): string[] {
  const withoutBox = videos.filter(({ detections }) => detections.some(({ bounding_box: box }) => box === null)).length;
  const withoutTrack = videos.filter(({ detections }) => detections.some(({ track_id: id }) => id === null)).length;
  const reporting = videos.filter(({ detections }) => detections.length > 0);
  const withoutTime = reporting.filter(({ detections }) => detections.every(({ timestamp }) => timestamp === null)).length;
  const empty = videos.length - reporting.length;
  const of = (count: number) => `${count} of ${counted(videos.length, "video")}`;
  return [
    ...(empty > 0 ? [`The detector reported nothing in ${of(empty)}.`] : []),
    ...(matchedBy === "times" && withoutBox > 0
      ? [`In ${of(withoutBox)} some detections have no box, so times were compared instead of boxes in all of them.`]
      : []),
    ...(withoutBox === 0 && withoutTrack > 0
      ? [`In ${of(withoutTrack)} some detections have no track id, so there are no tracking metrics for all videos together.`]
      : []),
    ...(withoutTime > 0 && withoutTime < reporting.length
      ? [`In ${of(withoutTime)} no detection has a time of its own, so the time errors are those of the others.`]
      : []),
    ...framesNotes(videos),
  ];
}

/** Which share of the frames was compared, if not all were. */
function framesNotes(videos: readonly VideoToEvaluate[]): string[] {
  const steps = videos.map(({ video: { every = 1 } }) => every);
  return [...new Set(steps)]
    .filter((every) => every > 1)
    .sort((a, b) => a - b)
    .map((every) => {
      const count = steps.filter((step) => step === every).length;
      return `One frame in ${every} was compared${count < videos.length ? ` in ${count} of ${counted(videos.length, "video")}` : ""}.`;
    });
}

/** Puts videos one after another: frames, times and track ids of each are its own. */
function oneAfterAnother(videos: readonly Placed[], gapSeconds: number): Placed {
  const truth: TruthObject[] = [];
  const detections: PlacedDetection[] = [];
  const weather = new Map<number, string | null>();
  const truthIds = new TrackNumbers();
  const detectionIds = new TrackNumbers();
  // The first video stays where it is.
  let lastFrame: number | null = null;
  let lastSecond: number | null = null;
  for (const video of videos) {
    const all = [...video.truth, ...video.detections];
    const frames = extent(all.map(({ frame }) => frame));
    const seconds = extent(all.map(({ timestamp }) => timestamp));
    const laterFrames: number = lastFrame === null ? 0 : lastFrame + 1 - frames.least;
    const laterSeconds: number = lastSecond === null ? 0 : lastSecond + gapSeconds - seconds.least;
    const moved = <Item extends { frame: number; timestamp: number }>(item: Item): Item => {
      const frame = item.frame + laterFrames;
      weather.set(frame, video.weatherAt(item.frame));
      return { ...item, frame, timestamp: item.timestamp + laterSeconds };
    };
    truthIds.nextVideo();
    detectionIds.nextVideo();
    for (const record of video.truth) truth.push({ ...moved(record), track_id: truthIds.of(record.track_id) });
    for (const detection of video.detections) {
      const { track_id: id } = detection;
      detections.push({ ...moved(detection), index: detections.length, track_id: id === null ? null : detectionIds.of(id) });
    }
    lastFrame = frames.most + laterFrames;
    lastSecond = seconds.most + laterSeconds;
  }
  return {
    truth,
    detections,
    weatherAt: (frame) => weather.get(frame) ?? null,
    ignoreRegions: videos.reduce((sum, { ignoreRegions }) => sum + ignoreRegions, 0),
  };
}

/** The smallest and largest of the values; both 0 if there are none. */
function extent(values: readonly number[]): { least: number; most: number } {
  const [first = 0] = values;
  return values.reduce(({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }), {
    least: first,
    most: first,
  });
}

/** Numbers the tracks of all videos from 0. */
class TrackNumbers {
  private next = 0;
  private numbers = new Map<number, number>();

  nextVideo(): void {
    this.numbers = new Map();
  }

  of(id: number): number {
    let number = this.numbers.get(id);
    if (number === undefined) this.numbers.set(id, (number = this.next++));
    return number;
  }
}
