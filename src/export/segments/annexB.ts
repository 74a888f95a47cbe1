const SLICE = 1;
const KEY_SLICE = 5;
const SUPPLEMENTAL = 6;
const SEQUENCE_PARAMETERS = 7;
const PICTURE_PARAMETERS = 8;
const DELIMITER = 9;

export type VideoPacket = { data: Uint8Array; isKey: boolean };

/** `start` is at the start code, `header` at the byte after it; `end` is the first byte that is not part of it. */
export type Unit = { start: number; header: number; end: number; type: number };

/** Parts of an H.264 byte stream (ITU-T H.264, annex B): where each begins, with its start code, and ends. */
export function* unitsOf(stream: Uint8Array): Generator<Unit> {
  let begin = -1;
  let code = stream.indexOf(1, 2);
  while (code !== -1) {
    if (stream[code - 1] === 0 && stream[code - 2] === 0) {
      const start = code >= 3 && stream[code - 3] === 0 ? code - 3 : code - 2;
      if (begin !== -1) yield unit(stream, begin, start);
      begin = start;
    }
    code = stream.indexOf(1, code + 1);
  }
  if (begin !== -1) yield unit(stream, begin, stream.length);
}

function unit(stream: Uint8Array, start: number, end: number): Unit {
  const header = stream[start + 2] === 1 ? start + 3 : start + 4;
  return { start, header, end, type: (stream[header] ?? 0) & 31 };
}

/**
 * Splits an H.264 byte stream without field coding into its pictures. Supplemental information (x264 signs every key frame) and
 * delimiters are left out; parameter sets stay with the picture they precede.
 */
export function splitPackets(stream: Uint8Array): VideoPacket[] {
  const packets: VideoPacket[] = [];
  let parameters: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  let isKey = false;
  const flush = () => {
    if (parts.length > 0) packets.push({ data: concatenate(parts), isKey });
    parts = [];
  };
  for (const { start, header, end, type } of unitsOf(stream)) {
    if (type === SUPPLEMENTAL || type === DELIMITER) continue;
    const bytes = stream.subarray(start, end);
    if (type === SEQUENCE_PARAMETERS || type === PICTURE_PARAMETERS) {
      parameters.push(bytes);
    } else if (type === SLICE || type === KEY_SLICE) {
      // A picture's first slice begins with macroblock 0, which Exp-Golomb coding writes as a single 1 bit.
      if (((stream[header + 1] ?? 0) & 0x80) !== 0) {
        flush();
        parts = parameters;
        parameters = [];
        isKey = type === KEY_SLICE;
      }
      parts.push(bytes);
    }
  }
  flush();
  return packets;
}

/** Concatenates byte sequences; a single one is not copied. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
