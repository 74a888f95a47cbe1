import type { InputVideoTrack } from "mediabunny";
import { countShown, shownFrom } from "./shownPart";

/** A video whose frames were counted. */
export type VideoMeasures = {
  readonly frames: number;
  /** From the first frame that is shown to the end of the last. */
  readonly seconds: number;
};

/** Bytes that are read at most to count frames; whoever has to wait for more would rather not know. */
export const MOST_COUNTED_BYTES = 256 * 2 ** 20;
/** Bytes that are read at most to find the end of a video, which is done before every reading. */
const MOST_SEARCHED_BYTES = 32 * 2 ** 20;

/**
 * Counts the frames of a video. An MP4 has an index to count from, whatever its size; a Matroska file has to be read for it.
 * @param most bytes that may be read
 * @returns null for files that would have to be read further, or of a kind that mediabunny does not read
 * @throws the signal's reason
 */
export function countFrames(file: Blob, signal: AbortSignal, most = MOST_COUNTED_BYTES): Promise<VideoMeasures | null> {
  return askWithin(file, most, signal, async (track) => {
    const frames = await countShown(track);
    return { frames, seconds: await secondsOf(track, frames) };
  });
}

/** How long so many frames last. A last frame whose duration the file does not tell lasts as long as the others do on average. */
async function secondsOf(track: InputVideoTrack, frames: number): Promise<number> {
  const { EncodedPacketSink } = await import("mediabunny");
  const last = await new EncodedPacketSink(track).getPacket(Infinity, { metadataOnly: true });
  const seconds = (await track.computeDuration()) - (await shownFrom(track));
  return last?.duration === 0 && frames > 1 ? (seconds * frames) / (frames - 1) : seconds;
}

/**
 * When the last frame of a video ends, in seconds: exactly where that can be found without reading much, else as the file says.
 * @returns null where it does not say
 * @throws the signal's reason
 */
export async function endOf(file: Blob, track: InputVideoTrack, signal: AbortSignal): Promise<number | null> {
  const found = await askWithin(file, MOST_SEARCHED_BYTES, signal, (own) => own.computeDuration());
  return found ?? track.getDurationFromMetadata();
}

/**
 * Asks something about a file's video, and gives up where more than so many bytes would have to be read for the answer.
 * @returns null where it gave up, or where the file has no video that mediabunny can read
 * @throws the signal's reason
 */
async function askWithin<Answer>(
  file: Blob,
  most: number,
  signal: AbortSignal,
  ask: (track: InputVideoTrack) => Promise<Answer>,
): Promise<Answer | null> {
  signal.throwIfAborted();
  const { ALL_FORMATS, BlobSource, Input } = await import("mediabunny");
  const source = new BlobSource(file);
  const input = new Input({ source, formats: ALL_FORMATS });
  let stop: () => void = () => {};
  const stopped = new Promise<null>((resolve) => {
    stop = () => {
      resolve(null);
      input.dispose();
    };
  });
  let read = 0;
  source.on("read", ({ start, end }) => {
    read += end - start;
    if (read > most) stop();
  });
  signal.addEventListener("abort", stop);
  const answer = async () => {
    const track = await input.getPrimaryVideoTrack();
    return track && ask(track);
  };
  const answered = await Promise.race([answer().catch(() => null), stopped]);
  signal.removeEventListener("abort", stop);
  input.dispose();
  signal.throwIfAborted();
  return answered;
}
