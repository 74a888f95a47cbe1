import type { InputVideoTrack } from "mediabunny";

/** Times of packets are doubles: what ends this close to 0, in seconds, ends there. */
const ROUNDING = 1e-6;

/** Seconds at which a video begins: what an edit list cuts off its beginning has times below 0, and is not shown. */
export async function shownFrom(track: InputVideoTrack): Promise<number> {
  return Math.max(0, await track.getFirstTimestamp());
}

/** Number of frames that are shown: those that an edit list cuts off are over before 0. */
export async function countShown(track: InputVideoTrack): Promise<number> {
  const { EncodedPacketSink } = await import("mediabunny");
  if ((await track.getFirstTimestamp()) >= 0) return (await track.computePacketStats()).packetCount;
  let count = 0;
  for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
    if (timestamp + duration > ROUNDING) count++;
  return count;
}
