/** Bits of an H.264 payload (ITU-T H.264, 7.2 and 9.1), highest first. */

/** A unit's payload after its header byte, without emulation prevention bytes. */
export function payloadOf(unit: Uint8Array): Uint8Array {
  const payload = new Uint8Array(unit.length);
  let length = 0;
  for (let index = 1, zeros = 0; index < unit.length; index++) {
    const byte = unit[index] ?? 0;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    payload[length++] = byte;
  }
  return payload.subarray(0, length);
}

const START_CODE = [0, 0, 0, 1];

/** A whole unit in a byte stream (annex B), with its start code. @param header the byte that gives its type */
export function unitOf(header: number, payload: Uint8Array): Uint8Array {
  const unit = new Uint8Array(START_CODE.length + 1 + Math.ceil(payload.length * 1.5) + 2);
  unit.set(START_CODE);
  unit[START_CODE.length] = header;
  let length = START_CODE.length + 1;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      unit[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    unit[length++] = byte;
  }
  if (zeros >= 2) unit[length++] = 3;
  return unit.subarray(0, length);
}

export class BitReader {
  position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  bit(): number {
    const byte = this.bytes[this.position >> 3];
    if (byte === undefined) throw new RangeError("The encoder's stream ends early");
    return (byte >> (7 - (this.position++ & 7))) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++) value = value * 2 + this.bit();
    return value;
  }

  /** Exp-Golomb code, unsigned. */
  unsigned(): number {
    let zeros = 0;
    while (this.bit() === 0) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Exp-Golomb code, signed. */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

export class BitWriter {
  private readonly written: number[] = [];

  bits(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) this.written.push(Math.floor(value / 2 ** bit) % 2);
    return this;
  }

  /** Exp-Golomb code, unsigned. */
  unsigned(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.bits(0, length).bits(value + 1, length + 1);
  }

  /** Exp-Golomb code, signed. */
  signed(value: number): this {
    return this.unsigned(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Ends a payload: a one, then zeros to the end of the byte. */
  end(): Uint8Array {
    this.bits(1, 1);
    const bytes = new Uint8Array(Math.ceil(this.written.length / 8));
    this.written.forEach((bit, index) => (bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (7 - (index & 7)))));
    return bytes;
  }
}

/** Overwrites `count` bits. */
export function setBits(bytes: Uint8Array, position: number, value: number, count: number): void {
  for (let bit = 0; bit < count; bit++) {
    const place = position + bit;
    const mask = 0x80 >> (place & 7);
    const isOne = (value >> (count - 1 - bit)) & 1;
    bytes[place >> 3] = ((bytes[place >> 3] ?? 0) & ~mask) | (isOne ? mask : 0);
  }
}
