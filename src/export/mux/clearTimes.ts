import type { OutputFile } from "../storage/outputFolder";

const CONTAINERS = ["moov", "trak", "mdia"];
const TIMED = ["mvhd", "tkhd", "mdhd"];
const HEADER_BYTES = 8;

/**
 * Sets the times of creation and modification in an MP4's index (ISO 14496-12: `mvhd`, `tkhd`, `mdhd`) to zero, "not known": the same
 * video must give the same bytes.
 * @param position where the `moov` box begins
 */
export function clearTimes(file: OutputFile, position: number): void {
  const header = file.read(position, HEADER_BYTES);
  const view = new DataView(header.buffer);
  const size = view.getUint32(0);
  const type = String.fromCharCode(...header.subarray(4));
  if (CONTAINERS.includes(type)) {
    for (let child = position + HEADER_BYTES; child < position + size;) {
      clearTimes(file, child);
      child += new DataView(file.read(child, 4).buffer).getUint32(0);
    }
  } else if (TIMED.includes(type)) {
    const [version] = file.read(position + HEADER_BYTES, 1);
    file.write(new Uint8Array(version === 1 ? 16 : 8), position + HEADER_BYTES + 4);
  }
}
