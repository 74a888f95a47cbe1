import { Message } from "./protobuf";

export const TYPE_NUMBERS = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 } as const;
export type TensorType = keyof typeof TYPE_NUMBERS;

export type Value = { name: string; type: TensorType; shape: readonly (number | string)[] };
type Attribute = number | readonly number[] | string | { float: number } | { graph: Graph };

export type Node = {
  operator: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Readonly<Record<string, Attribute>>;
  domain?: string;
};

export type Initializer = {
  name: string;
  type: "float32" | "int64" | "bool";
  dims: readonly number[];
  values: readonly number[];
  file?: string;
};

export type Graph = {
  inputs: readonly Value[];
  outputs: readonly Value[];
  nodes: readonly Node[];
  initializers?: readonly Initializer[];
};

/** An ONNX file, as protobuf. */
export function onnxFile(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const operators = (domain: string, version: number) => new Message().field(1, domain).number(2, version);
  const domains = new Set(graph.nodes.flatMap(({ domain }) => domain ?? []));
  return new Message()
    .number(1, 8)
    .field(2, "jaywalk test")
    .field(7, graphMessage(graph))
    .field(8, operators("", 17))
    .fields(
      8,
      [...domains].map((domain) => operators(domain, 1)),
    )
    .fields(
      14,
      Object.entries(metadata).map(([key, value]) => new Message().field(1, key).field(2, value)),
    )
    .encode();
}

function graphMessage({ inputs, outputs, nodes, initializers = [] }: Graph): Message {
  return new Message()
    .fields(1, nodes.map(nodeMessage))
    .field(2, "graph")
    .fields(5, initializers.map(initializerMessage))
    .fields(11, inputs.map(valueMessage))
    .fields(12, outputs.map(valueMessage));
}

function nodeMessage({ operator, inputs, outputs, attributes = {}, domain }: Node, index: number): Message {
  const message = new Message().fields(1, inputs).fields(2, outputs).field(3, `${operator}_${index}`).field(4, operator);
  for (const [name, value] of Object.entries(attributes)) message.field(5, attributeMessage(name, value));
  return domain === undefined ? message : message.field(7, domain);
}

function attributeMessage(name: string, value: Attribute): Message {
  const message = new Message().field(1, name);
  if (typeof value === "number") return message.number(3, value).number(20, 2);
  if (typeof value === "string") return message.field(4, value).number(20, 3);
  if (isList(value)) {
    for (const each of value) message.number(8, each);
    return message.number(20, 7);
  }
  return "float" in value ? message.float(2, value.float).number(20, 1) : message.field(6, graphMessage(value.graph)).number(20, 5);
}

const isList = (value: Attribute): value is readonly number[] => Array.isArray(value);

function initializerMessage({ name, type, dims, values, file }: Initializer): Message {
  const message = new Message();
  for (const length of dims) message.number(1, length);
  message.number(2, TYPE_NUMBERS[type]).field(8, name);
  if (file !== undefined) return message.field(13, new Message().field(1, "location").field(2, file)).number(14, 1);
  return message.field(9, rawBytes(type, values));
}

function rawBytes(type: Initializer["type"], values: readonly number[]): Uint8Array {
  switch (type) {
    case "float32":
      return new Uint8Array(Float32Array.from(values).buffer);
    case "int64":
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    case "bool":
      return Uint8Array.from(values);
  }
}

function valueMessage({ name, type, shape }: Value): Message {
  const dimensions = shape.map((axis) => (typeof axis === "number" ? new Message().number(1, axis) : new Message().field(2, axis)));
  const tensor = new Message().number(1, TYPE_NUMBERS[type]).field(2, new Message().fields(1, dimensions));
  return new Message().field(1, name).field(2, new Message().field(1, tensor));
}
