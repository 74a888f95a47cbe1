import { concatenate, unitsOf, type Unit, type VideoPacket } from "./annexB";
import { BitReader, BitWriter, payloadOf, setBits, unitOf } from "./bits";
import { readPictureParameters, readSequenceParameters, type PictureParameters, type SequenceParameters } from "./parameterSets";

/**
 * Frames that equal the previous one need no encoder: H.264 has a picture of a few bytes for them, in which every macroblock is
 * "skipped", that is, copied. Such pictures are inserted among the encoder's own, which are renumbered.
 */

const SLICE = 1;
const KEY_SLICE = 5;
const SEQUENCE_PARAMETERS = 7;
const PICTURE_PARAMETERS = 8;
/** `nal_ref_idc` of a picture that the next may refer to, in a unit's header. */
const REFERENCE = 0x60;
/** `slice_type`: all slices of the picture are predicted. */
const ALL_PREDICTED = 5;

type Stream = { sequence: SequenceParameters; picture: PictureParameters };

/**
 * Whether copies can be inserted into a stream that begins with these packets: each picture is numbered one after the previous one and
 * refers to no other. Two packets are enough to tell.
 */
export function takesRepeats([first, second]: readonly VideoPacket[]): boolean {
  if (!first?.isKey || !second || second.isKey) return false;
  const stream = parametersOf(first.data);
  if (!stream) return false;
  return [...unitsOf(second.data)].every((unit) => unit.type !== SLICE || isNumbered(unit, second.data, stream.sequence, 1));
}

/**
 * Inserts copies for repeated frames.
 * @param packets of the frames that were not repeats, in order of presentation, a key picture first
 * @param repeated for every frame, whether it repeats the previous one; the first does not
 * @throws Error for a stream for which `takesRepeats` is false
 */
export function insertRepeats(packets: readonly VideoPacket[], repeated: readonly boolean[]): VideoPacket[] {
  if (!repeated.includes(true)) return [...packets];
  const [first] = packets;
  const stream = first && parametersOf(first.data);
  if (!stream) throw new Error("The encoder's stream does not support repeated frames");
  const own = ownPictureParameters(stream.picture);
  const waiting = packets.values();
  // Numbers count from the last key picture: as assigned by the encoder, and including the copies.
  let given = 0;
  let number = 0;
  return repeated.map((isRepeat) => {
    number++;
    if (isRepeat) return { data: copyPicture(stream, number), isKey: false };
    const { value: packet } = waiting.next();
    if (!packet) throw new Error("The encoder returned fewer frames than it was given");
    given++;
    if (packet.isKey) {
      given = 0;
      number = 0;
      return { data: withPictureParameters(packet.data, own), isKey: true };
    }
    return given === number ? packet : { data: renumbered(packet.data, stream.sequence, given, number), isKey: false };
  });
}

function parametersOf(packet: Uint8Array): Stream | null {
  const units = [...unitsOf(packet)];
  const only = (wanted: number) => {
    const [found, another] = units.filter(({ type }) => type === wanted);
    return found && !another ? payloadOf(packet.subarray(found.header, found.end)) : null;
  };
  const [sequencePayload, picturePayload] = [only(SEQUENCE_PARAMETERS), only(PICTURE_PARAMETERS)];
  const sequence = sequencePayload && readSequenceParameters(sequencePayload);
  const picture = picturePayload && readPictureParameters(picturePayload);
  return sequence?.referenceFrames === 1 && picture ? { sequence, picture } : null;
}

/**
 * A parameter set for the copies, in addition to the encoder's: with variable-length codes, in which a picture consisting only of skipped
 * macroblocks is one number.
 */
function ownPictureParameters({ id, sequence, quantizer, constrainedIntra }: PictureParameters): Uint8Array {
  const payload = new BitWriter()
    .unsigned(id + 1)
    .unsigned(sequence)
    // Entropy coding, order of fields, one slice group, one reference either way, no weights.
    .bits(0, 2)
    .unsigned(0)
    .unsigned(0)
    .unsigned(0)
    .bits(0, 3)
    .signed(quantizer)
    .signed(0)
    .signed(0)
    // Slices say whether they are filtered; constrained intra prediction as set by the encoder; no redundant pictures.
    .bits(1, 1)
    .bits(constrainedIntra, 1)
    .bits(0, 1)
    .end();
  return unitOf(REFERENCE | PICTURE_PARAMETERS, payload);
}

function withPictureParameters(packet: Uint8Array, own: Uint8Array): Uint8Array {
  const slice = [...unitsOf(packet)].find(({ type }) => type === KEY_SLICE);
  const at = slice?.start ?? packet.length;
  return concatenate([packet.subarray(0, at), own, packet.subarray(at)]);
}

/** A picture that repeats the previous one (ITU-T H.264, 7.3.3): the slice's header and the count of skipped macroblocks. */
function copyPicture({ sequence, picture }: Stream, frame: number): Uint8Array {
  const { frameNumberBits, orderBits, macroblocks } = sequence;
  const writer = new BitWriter()
    .unsigned(0)
    .unsigned(ALL_PREDICTED)
    .unsigned(picture.id + 1)
    .bits(frame % 2 ** frameNumberBits, frameNumberBits);
  if (orderBits !== null) writer.bits((2 * frame) % 2 ** orderBits, orderBits);
  // No other count or order of references, no marking of them, the usual quantiser, no deblocking filter.
  writer.bits(0, 3).signed(0).unsigned(1).unsigned(macroblocks);
  return unitOf(REFERENCE | SLICE, writer.end());
}

/** Where a slice has its picture's number; after it comes the presentation order, if pictures state it. */
function numberPosition(payload: Uint8Array): number {
  const reader = new BitReader(payload);
  reader.unsigned();
  reader.unsigned();
  reader.unsigned();
  return reader.position;
}

function isNumbered(
  { header, end }: Unit,
  packet: Uint8Array,
  { frameNumberBits, orderBits }: SequenceParameters,
  number: number,
): boolean {
  const payload = payloadOf(packet.subarray(header, end));
  const reader = new BitReader(payload);
  reader.position = numberPosition(payload);
  return (
    ((packet[header] ?? 0) & REFERENCE) !== 0 &&
    reader.bits(frameNumberBits) === number % 2 ** frameNumberBits &&
    (orderBits === null || reader.bits(orderBits) === (2 * number) % 2 ** orderBits)
  );
}

/** A renumbered picture. @throws Error if it is not numbered as expected */
function renumbered(packet: Uint8Array, sequence: SequenceParameters, from: number, to: number): Uint8Array {
  const { frameNumberBits, orderBits } = sequence;
  const parts: Uint8Array[] = [];
  for (const unit of unitsOf(packet)) {
    if (unit.type !== SLICE) {
      parts.push(packet.subarray(unit.start, unit.end));
      continue;
    }
    if (!isNumbered(unit, packet, sequence, from)) throw new Error("The encoder's frames are not numbered consecutively");
    const payload = payloadOf(packet.subarray(unit.header, unit.end));
    const position = numberPosition(payload);
    setBits(payload, position, to % 2 ** frameNumberBits, frameNumberBits);
    if (orderBits !== null) setBits(payload, position + frameNumberBits, (2 * to) % 2 ** orderBits, orderBits);
    parts.push(unitOf(packet[unit.header] ?? 0, payload));
  }
  return concatenate(parts);
}
