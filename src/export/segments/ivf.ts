import type { VideoPacket } from "./annexB";

const HEADER_LENGTH_POSITION = 6;
const FRAME_HEADER_BYTES = 12;
/** Lowest bit of a VP8 frame: whether it depends on earlier frames (RFC 6386, 9.1). */
const NEEDS_OTHERS = 1;

/** The pictures of a VP8 stream in an IVF file: a header, then each picture after its size and time. */
export function splitIvf(file: Uint8Array): VideoPacket[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packets: VideoPacket[] = [];
  if (file.length <= HEADER_LENGTH_POSITION + 1) return packets;
  // What may follow the last picture, a frame count written late, is shorter than a picture's header.
  for (let position = view.getUint16(HEADER_LENGTH_POSITION, true); position + FRAME_HEADER_BYTES <= file.length;) {
    const start = position + FRAME_HEADER_BYTES;
    const end = start + view.getUint32(position, true);
    if (end > file.length) throw new Error("The encoder's stream ends in the middle of a frame");
    packets.push({ data: file.subarray(start, end), isKey: ((file[start] ?? 0) & NEEDS_OTHERS) === 0 });
    position = end;
  }
  return packets;
}
