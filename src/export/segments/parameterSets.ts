import { BitReader } from "./bits";

/** The fields of a sequence parameter set that the numbering of pictures needs. */
export type SequenceParameters = {
  frameNumberBits: number;
  /** Bits of the presentation order, if pictures state it; null if it equals the decoding order. */
  orderBits: number | null;
  referenceFrames: number;
  macroblocks: number;
};

export type PictureParameters = { id: number; sequence: number; quantizer: number; constrainedIntra: number };

const WITH_CHROMA_FORMAT = [100, 110, 122, 244, 44];
/** `chroma_format_idc` of 4:2:0 and 4:4:4. */
const HALVED_CHROMA = 1;
const FULL_CHROMA = 3;

/** Reads a sequence parameter set (ITU-T H.264, 7.3.2.1.1). @returns null for streams that this project does not make */
export function readSequenceParameters(payload: Uint8Array): SequenceParameters | null {
  const reader = new BitReader(payload);
  const profile = reader.bits(8);
  reader.bits(16);
  reader.unsigned();
  if (WITH_CHROMA_FORMAT.includes(profile)) {
    const chromaFormat = reader.unsigned();
    const hasSeparatePlanes = chromaFormat === FULL_CHROMA && reader.bit() === 1;
    const depths = reader.unsigned() + reader.unsigned();
    reader.bit();
    const hasScaling = reader.bit() === 1;
    if ((chromaFormat !== HALVED_CHROMA && chromaFormat !== FULL_CHROMA) || hasSeparatePlanes || depths !== 0 || hasScaling) return null;
  }
  const frameNumberBits = reader.unsigned() + 4;
  const orderType = reader.unsigned();
  if (orderType === 1) return null;
  const orderBits = orderType === 0 ? reader.unsigned() + 4 : null;
  const referenceFrames = reader.unsigned();
  reader.bit();
  const columns = reader.unsigned() + 1;
  const rows = reader.unsigned() + 1;
  const isProgressive = reader.bit() === 1;
  return isProgressive ? { frameNumberBits, orderBits, referenceFrames, macroblocks: columns * rows } : null;
}

/** Reads a picture parameter set (ITU-T H.264, 7.3.2.2). @returns null if pictures are divided into slice groups */
export function readPictureParameters(payload: Uint8Array): PictureParameters | null {
  const reader = new BitReader(payload);
  const id = reader.unsigned();
  const sequence = reader.unsigned();
  reader.bits(2);
  if (reader.unsigned() !== 0) return null;
  reader.unsigned();
  reader.unsigned();
  reader.bits(3);
  const quantizer = reader.signed();
  reader.signed();
  reader.signed();
  reader.bit();
  return { id, sequence, quantizer, constrainedIntra: reader.bit() };
}
