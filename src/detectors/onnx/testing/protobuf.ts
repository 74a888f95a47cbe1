/** A protobuf message, written field by field. */
export class Message {
  private readonly bytes: number[] = [];
  private readonly parts: Uint8Array[] = [];

  /** A whole number, negative ones too. */
  number(field: number, value: number): this {
    this.key(field, 0);
    return this.varint(BigInt.asUintN(64, BigInt(value)));
  }

  /** A number of single precision. */
  float(field: number, value: number): this {
    this.key(field, 5);
    this.bytes.push(...new Uint8Array(new Float32Array([value]).buffer));
    return this;
  }

  /** A text, bytes or a message. */
  field(field: number, value: string | Uint8Array | Message): this {
    const content = typeof value === "string" ? new TextEncoder().encode(value) : value instanceof Message ? value.encode() : value;
    this.key(field, 2).varint(BigInt(content.length));
    this.flush();
    this.parts.push(content);
    return this;
  }

  /** Several fields with the same number. */
  fields(field: number, values: readonly (string | Uint8Array | Message)[]): this {
    for (const value of values) this.field(field, value);
    return this;
  }

  encode(): Uint8Array<ArrayBuffer> {
    this.flush();
    const whole = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private key(field: number, kind: number): this {
    return this.varint(BigInt(field * 8 + kind));
  }

  private varint(value: bigint): this {
    let rest = value;
    do {
      const byte = Number(rest & 127n);
      rest >>= 7n;
      this.bytes.push(rest > 0n ? byte | 128 : byte);
    } while (rest > 0n);
    return this;
  }

  private flush(): void {
    if (this.bytes.length > 0) this.parts.push(Uint8Array.from(this.bytes));
    this.bytes.length = 0;
  }
}
