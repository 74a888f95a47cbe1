import type { InputVideoTrack } from "mediabunny";

/** Packet times are doubles: a frame that ends within this many seconds of 0 ends at 0. */
const ROUNDING = 1e-6;

/** The time in seconds at which a video begins. Frames that an edit list cuts off at the start have times below 0 and are not shown. */
export async function shownFrom(track: InputVideoTrack): Promise<number> {
  return Math.max(0, await track.getFirstTimestamp());
}

/** The number of frames that are shown: those that an edit list cuts off end before 0. */
export async function countShown(track: InputVideoTrack): Promise<number> {
  const { EncodedPacketSink } = await import("mediabunny");
  if ((await track.getFirstTimestamp()) >= 0) return (await track.computePacketStats()).packetCount;
  let count = 0;
  for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
    if (timestamp + duration > ROUNDING) count++;
  return count;
}
