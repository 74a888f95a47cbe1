import type { Segment } from "../segments/planSegments";
import { Lane, type LaneSettings } from "./lane";
import type { EncodedSegment } from "./protocol";

const MOST_ATTEMPTS = 3;
/** Segments that may be finished before their turn, for each lane: waiting ones are in memory. */
const AHEAD = 2;

/**
 * Encodes segments on several lanes at once and hands them over in order. A segment whose worker fails is encoded again by a new one.
 * @param onFrames called with changes of the number of frames encoded; negative when a failed segment starts again
 * @throws Error when a segment has failed three times
 */
export async function encodeSegments(
  segments: readonly Segment[],
  lanes: number,
  settings: LaneSettings,
  deliver: (segment: EncodedSegment) => Promise<void>,
  onFrames: (change: number) => void,
): Promise<void> {
  const waiting = new Map<number, EncodedSegment>();
  const [first] = segments;
  let next = 0;
  let delivered = first?.index ?? 0;
  let delivering = Promise.resolve();
  let wake: (() => void)[] = [];

  const deliverInOrder = async () => {
    for (let ready = waiting.get(delivered); ready; ready = waiting.get(delivered)) {
      waiting.delete(delivered);
      await deliver(ready);
      delivered++;
      wake.forEach((resume) => resume());
      wake = [];
    }
  };
  const work = async () => {
    const lane = new Lane(settings);
    try {
      for (let segment = segments[next++]; segment; segment = segments[next++]) {
        while (segment.index >= delivered + lanes * AHEAD) await new Promise<void>((resume) => wake.push(resume));
        waiting.set(segment.index, await encodePersistently(lane, segment, onFrames));
        delivering = delivering.then(deliverInOrder);
        await delivering;
      }
    } finally {
      lane.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
}

async function encodePersistently(lane: Lane, segment: Segment, onFrames: (change: number) => void): Promise<EncodedSegment> {
  for (let attempt = 1; ; attempt++) {
    let frames = 0;
    try {
      return await lane.run(segment, (more) => {
        frames += more;
        onFrames(more);
      });
    } catch (cause) {
      onFrames(-frames);
      if (attempt < MOST_ATTEMPTS) continue;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Frames ${segment.start} to ${segment.end - 1} could not be encoded in ${MOST_ATTEMPTS} attempts: ${reason}`, {
        cause,
      });
    }
  }
}
