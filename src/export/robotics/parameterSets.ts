import { unitsOf } from "../segments/annexB";

const KEY_SLICE = 5;
const SEQUENCE_PARAMETERS = 7;
const PICTURE_PARAMETERS = 8;

/** Players may start at any key frame, so that each needs the parameter sets before it; some encoders write them only once. */
export class ParameterSets {
  #known = new Uint8Array(0);

  /** The packet, with the last parameter sets before it if it is a key frame without any. */
  with(packet: Uint8Array): Uint8Array {
    const units = [...unitsOf(packet)];
    const own = units.filter(({ type }) => type === SEQUENCE_PARAMETERS || type === PICTURE_PARAMETERS);
    if (own.length > 0) {
      this.#known = joined(own.map(({ start, end }) => packet.subarray(start, end)));
      return packet.slice();
    }
    return units.some(({ type }) => type === KEY_SLICE) ? joined([this.#known, packet]) : packet.slice();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
