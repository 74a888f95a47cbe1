/** Protocol Buffers (proto3): just enough to write messages and to describe them. */

type Scalar = "double" | "int64" | "int32" | "fixed32" | "bool" | "string" | "bytes" | "enum";

/** A field: its number, its type (a scalar, or the name of a message), and whether it is a list. */
export type Field = {
  readonly number: number;
  readonly type: Scalar | `.${string}`;
  readonly list?: true;
  readonly enum?: readonly string[];
};

/** Messages by full name (`foxglove.Color`), each with its fields by name. */
export type Messages = Readonly<Record<string, Readonly<Record<string, Field>>>>;

export type Value = number | bigint | boolean | string | Uint8Array | readonly Value[] | { readonly [field: string]: Value | undefined };

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

/** `google.protobuf.FieldDescriptorProto.Type`. */
const TYPES: Record<Scalar | "message", number> = {
  double: 1,
  int64: 3,
  int32: 5,
  fixed32: 7,
  bool: 8,
  string: 9,
  message: 11,
  bytes: 12,
  enum: 14,
};
const OPTIONAL = 1;
const REPEATED = 3;

/** A message in the wire format. Fields that are left out have their default. @throws Error for a field that the message does not have */
export function encodeMessage(messages: Messages, name: string, value: { readonly [field: string]: Value | undefined }): Uint8Array {
  const bytes = new Bytes();
  const fields = messages[name];
  if (!fields) throw new Error(`there is no message ${name}`);
  for (const [key, given] of Object.entries(value)) {
    if (given === undefined) continue;
    const field = fields[key];
    if (!field) throw new Error(`${name} has no field ${key}`);
    const entries = field.list && Array.isArray(given) ? (given as readonly Value[]) : [given];
    if (field.list && entries.length > 0 && (field.type === "double" || field.type === "fixed32")) packed(bytes, field, entries);
    else for (const entry of entries) one(bytes, messages, field, entry);
  }
  return bytes.finish();
}

function packed(bytes: Bytes, field: Field, entries: readonly Value[]): void {
  const inside = new Bytes();
  for (const entry of entries) scalar(inside, field.type, entry);
  bytes.tag(field.number, LENGTH);
  bytes.block(inside.finish());
}

function one(bytes: Bytes, messages: Messages, { number, type }: Field, value: Value): void {
  if (type.startsWith(".")) {
    bytes.tag(number, LENGTH);
    bytes.block(encodeMessage(messages, type.slice(1), isFields(value) ? value : {}));
    return;
  }
  bytes.tag(number, type === "double" ? FIXED_64 : type === "fixed32" ? FIXED_32 : type === "string" || type === "bytes" ? LENGTH : VARINT);
  scalar(bytes, type, value);
}

function scalar(bytes: Bytes, type: string, value: Value): void {
  if (type === "double") bytes.double(Number(value));
  else if (type === "fixed32") bytes.fixed32(Number(value));
  else if (type === "string") bytes.block(new TextEncoder().encode(typeof value === "string" ? value : ""));
  else if (type === "bytes" && value instanceof Uint8Array) bytes.block(value);
  else bytes.varint(BigInt(typeof value === "bigint" ? value : Number(value)));
}

function isFields(value: Value): value is { readonly [field: string]: Value | undefined } {
  return typeof value === "object" && !(value instanceof Uint8Array) && !Array.isArray(value);
}

/** The `FileDescriptorSet` of messages in the given packages, which readers need to decode them: a file for each package. */
export function describeMessages(messages: Messages): Uint8Array {
  const packages = [...new Set(Object.keys(messages).map(packageOf))];
  const file = packages.map((name) => ({
    name: `${name.replaceAll(".", "/")}.proto`,
    package: name,
    dependency: packages.slice(0, packages.indexOf(name)).map((other) => `${other.replaceAll(".", "/")}.proto`),
    message_type: Object.entries(messages)
      .filter(([full]) => packageOf(full) === name)
      .map(([full, fields]) => descriptorOf(full, fields)),
    syntax: "proto3",
  }));
  return encodeMessage(DESCRIPTORS, "FileDescriptorSet", { file });
}

function descriptorOf(full: string, fields: Readonly<Record<string, Field>>): { readonly [field: string]: Value } {
  const entries = Object.entries(fields);
  return {
    name: full.slice(full.lastIndexOf(".") + 1),
    field: entries.map(([name, { number, type, list, enum: names }]) => ({
      name,
      number,
      label: list ? REPEATED : OPTIONAL,
      type: isScalar(type) ? TYPES[type] : TYPES.message,
      ...(names ? { type_name: `.${full}.${enumName(name)}` } : isScalar(type) ? {} : { type_name: type }),
    })),
    enum_type: entries.flatMap(([name, { enum: names }]) =>
      names ? [{ name: enumName(name), value: names.map((label, number) => ({ name: label, number })) }] : [],
    ),
  };
}

const isScalar = (type: Field["type"]): type is Scalar => !type.startsWith(".");
const enumName = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);
const packageOf = (full: string): string => full.slice(0, full.lastIndexOf("."));

const DESCRIPTORS: Messages = {
  FileDescriptorSet: { file: { number: 1, type: ".FileDescriptorProto", list: true } },
  FileDescriptorProto: {
    name: { number: 1, type: "string" },
    package: { number: 2, type: "string" },
    dependency: { number: 3, type: "string", list: true },
    message_type: { number: 4, type: ".DescriptorProto", list: true },
    syntax: { number: 12, type: "string" },
  },
  DescriptorProto: {
    name: { number: 1, type: "string" },
    field: { number: 2, type: ".FieldDescriptorProto", list: true },
    enum_type: { number: 4, type: ".EnumDescriptorProto", list: true },
  },
  FieldDescriptorProto: {
    name: { number: 1, type: "string" },
    number: { number: 3, type: "int32" },
    label: { number: 4, type: "int32" },
    type: { number: 5, type: "int32" },
    type_name: { number: 6, type: "string" },
  },
  EnumDescriptorProto: { name: { number: 1, type: "string" }, value: { number: 2, type: ".EnumValueDescriptorProto", list: true } },
  EnumValueDescriptorProto: { name: { number: 1, type: "string" }, number: { number: 2, type: "int32" } },
};

/** Bytes that grow. */
class Bytes {
  #buffer = new Uint8Array(256);
  #length = 0;

  tag(number: number, wire: number): void {
    this.varint(BigInt(number * 8 + wire));
  }

  varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.#room(1)[0] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#room(1)[0] = Number(rest);
  }

  double(value: number): void {
    const room = this.#room(8);
    new DataView(room.buffer, room.byteOffset, 8).setFloat64(0, value, true);
  }

  fixed32(value: number): void {
    const room = this.#room(4);
    new DataView(room.buffer, room.byteOffset, 4).setUint32(0, value, true);
  }

  /** Bytes with their length before them. */
  block(bytes: Uint8Array): void {
    this.varint(BigInt(bytes.length));
    this.#room(bytes.length).set(bytes);
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #room(count: number): Uint8Array {
    if (this.#length + count > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + count));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    const room = this.#buffer.subarray(this.#length, this.#length + count);
    this.#length += count;
    return room;
  }
}
