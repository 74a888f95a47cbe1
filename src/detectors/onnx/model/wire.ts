/** A damaged protobuf message: what ends too early, or what no protobuf begins with. */
export class WireError extends Error {
  override readonly name = "WireError";
  constructor(
    /** `cut`: it ends before what it announces; `unreadable`: it is no protobuf. */
    readonly fault: "cut" | "unreadable",
    message: string,
  ) {
    super(message);
  }
}

/** One field of a message: a whole number, or bytes (a text, a message or a packed list). Fields of other kinds have neither. */
export type WireField = { readonly field: number; readonly number: number | null; readonly bytes: Uint8Array | null };

/** A varint has at most this many bytes. */
const LONGEST_VARINT = 10;
/** From this byte of a varint on, a double can no longer add it exactly; what comes is the sign of a negative number. */
const DOUBLE_BYTES = 7;

/**
 * The fields of a protobuf message in their order. Bytes are views, not copies.
 *
 * Numbers beyond 2^49 are not exact; negative ones are read as such.
 * @throws WireError if the message is damaged
 */
export function* fieldsOf(message: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (let index = 0; index < LONGEST_VARINT; index++) {
      const byte = message[at++];
      if (byte === undefined) throw new WireError("cut", "ends inside a number");
      if (index < DOUBLE_BYTES) value += (byte & 127) * factor;
      factor *= 128;
      if (byte < 128) return index === LONGEST_VARINT - 1 ? value - 2 ** (7 * DOUBLE_BYTES) : value;
    }
    throw new WireError("unreadable", "has a number that does not end");
  };
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    if (field < 1) throw new WireError("unreadable", "has a field without a number");
    const length = lengthOf(key % 8, varint);
    if (typeof length === "object") yield { field, number: length.number, bytes: null };
    else {
      if (at + length > message.length)
        throw new WireError("cut", `ends after ${message.length - at} of the ${length} bytes that field ${field} should have`);
      const isBytes = key % 8 === 2;
      yield { field, number: null, bytes: isBytes ? message.subarray(at, at + length) : null };
      at += length;
    }
  }
}

/** How many bytes a field has, or the number that it is. */
function lengthOf(kind: number, varint: () => number): number | { number: number } {
  switch (kind) {
    case 0:
      return { number: varint() };
    case 1:
      return 8;
    case 2:
      return varint();
    case 5:
      return 4;
    default:
      throw new WireError("unreadable", `has a field of the unknown kind ${kind}`);
  }
}

const decoder = new TextDecoder();

/** A field's bytes as UTF-8; empty if it is a number. */
export const textOf = ({ bytes }: WireField): string => (bytes === null ? "" : decoder.decode(bytes));

/** The fields of a field's message; none if it is a number. */
export const messageOf = ({ bytes }: WireField): Iterable<WireField> => (bytes === null ? [] : fieldsOf(bytes));
