import { WireError, type WireField, fieldsOf, messageOf, textOf } from "./wire";

/** Types of tensors by ONNX's number, in ONNX Runtime's words. */
const TENSOR_TYPES: Readonly<Record<number, string>> = {
  ...{ 1: "float32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 8: "string", 9: "bool" },
  ...{ 10: "float16", 11: "float64", 12: "uint32", 13: "uint64", 16: "bfloat16" },
};

/** An axis: its length, or its name (perhaps empty) where the length is free. */
export type Axis = number | string;

export type TensorInfo = {
  readonly name: string;
  /** `float32`, `uint8` and so on; `unknown` for what is no tensor. */
  readonly type: string;
  /** Null if the model does not tell. */
  readonly shape: readonly Axis[] | null;
};

/** What an ONNX file tells about itself; weights are not read. */
export type OnnxModel = {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Kinds of its operators, `domain.Name` outside ONNX's own domain. */
  readonly operators: ReadonlySet<string>;
  /** Files next to the model that hold its weights. */
  readonly weightFiles: readonly string[];
  /** Key and value pairs of the exporter; Ultralytics writes `names`, `imgsz`, `task`. */
  readonly metadata: ReadonlyMap<string, string>;
  /** The program that wrote it, such as `pytorch 2.4.0`. */
  readonly producer: string;
};

/**
 * Reads what an ONNX file tells about itself.
 * @throws WireError if it is damaged or no protobuf
 */
export function parseModel(file: Uint8Array): OnnxModel & { readonly hasGraph: boolean } {
  const metadata = new Map<string, string>();
  const producer: string[] = [];
  let graph: Graph | null = null;
  for (const field of fieldsOf(file)) {
    if (field.field === 2 || field.field === 3) producer.push(textOf(field));
    else if (field.field === 7 && field.bytes !== null) graph = graphOf(field);
    else if (field.field === 14) metadata.set(...pairOf(field));
  }
  const { initializers, inputs, ...rest } = graph ?? NO_GRAPH;
  return {
    hasGraph: graph !== null,
    metadata,
    producer: producer.join(" ").trim(),
    // Files before ONNX 1.4 list their weights among the inputs.
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs: rest.outputs,
    operators: rest.operators,
    weightFiles: [...rest.weightFiles].sort(),
  };
}

type Graph = {
  inputs: TensorInfo[];
  outputs: TensorInfo[];
  operators: Set<string>;
  initializers: Set<string>;
  weightFiles: Set<string>;
};

const NO_GRAPH: Graph = { inputs: [], outputs: [], operators: new Set(), initializers: new Set(), weightFiles: new Set() };

/** Models nest branches and loops a few times; what nests deeper is made to exhaust the stack. */
const DEEPEST_GRAPH = 32;

function graphOf(message: WireField, depth = 0): Graph {
  if (depth > DEEPEST_GRAPH) throw new WireError("unreadable", `has graphs within graphs, more than ${DEEPEST_GRAPH} deep`);
  const graph: Graph = { inputs: [], outputs: [], operators: new Set(), initializers: new Set(), weightFiles: new Set() };
  readGraph(message, graph, depth);
  return graph;
}

function readGraph(message: WireField, graph: Graph, depth: number): void {
  for (const field of messageOf(message)) {
    if (field.field === 1) readNode(field, graph, depth);
    else if (field.field === 5) {
      const { name, location } = initializerOf(field);
      graph.initializers.add(name);
      if (location !== null) graph.weightFiles.add(location);
    } else if (field.field === 11) graph.inputs.push(valueOf(field));
    else if (field.field === 12) graph.outputs.push(valueOf(field));
  }
}

/** Also looks into the graphs within an operator, such as the branches of `If`. */
function readNode(message: WireField, graph: Graph, depth: number): void {
  let operator = "";
  let domain = "";
  for (const field of messageOf(message)) {
    if (field.field === 4) operator = textOf(field);
    else if (field.field === 7) domain = textOf(field);
    else if (field.field === 5)
      for (const inner of messageOf(field))
        if (inner.field === 6 || inner.field === 11) {
          const branch = graphOf(inner, depth + 1);
          for (const name of branch.operators) graph.operators.add(name);
          for (const name of branch.weightFiles) graph.weightFiles.add(name);
        } else if (inner.field === 5) {
          const { location } = initializerOf(inner);
          if (location !== null) graph.weightFiles.add(location);
        }
  }
  graph.operators.add(domain === "" || domain === "ai.onnx" ? operator : `${domain}.${operator}`);
}

function initializerOf(message: WireField): { name: string; location: string | null } {
  let name = "";
  let location: string | null = null;
  for (const field of messageOf(message)) {
    if (field.field === 8) name = textOf(field);
    else if (field.field === 13) {
      const [key, value] = pairOf(field);
      if (key === "location") location = value;
    }
  }
  return { name, location };
}

function valueOf(message: WireField): TensorInfo {
  let name = "";
  let type = "unknown";
  let shape: Axis[] | null = null;
  for (const field of messageOf(message)) {
    if (field.field === 1) name = textOf(field);
    else if (field.field === 2)
      for (const kind of messageOf(field))
        if (kind.field === 1)
          for (const tensor of messageOf(kind)) {
            if (tensor.field === 1) type = TENSOR_TYPES[tensor.number ?? 0] ?? "unknown";
            else if (tensor.field === 2) shape = shapeOf(tensor);
          }
  }
  return { name, type, shape };
}

function shapeOf(message: WireField): Axis[] {
  const axes: Axis[] = [];
  for (const dimension of messageOf(message)) {
    if (dimension.field !== 1) continue;
    let axis: Axis = "";
    for (const field of messageOf(dimension))
      if (field.field === 1 && field.number !== null && field.number > 0) axis = field.number;
      else if (field.field === 2) axis = textOf(field);
    axes.push(axis);
  }
  return axes;
}

function pairOf(message: WireField): [key: string, value: string] {
  let key = "";
  let value = "";
  for (const field of messageOf(message))
    if (field.field === 1) key = textOf(field);
    else if (field.field === 2) value = textOf(field);
  return [key, value];
}

/** A tensor in words: `images float32 [1, 3, height, width]`. */
export function tensorText({ name, type, shape }: TensorInfo): string {
  return `${name} ${type} ${shape === null ? "(no shape)" : `[${shape.map((axis) => (axis === "" ? "?" : axis)).join(", ")}]`}`;
}
