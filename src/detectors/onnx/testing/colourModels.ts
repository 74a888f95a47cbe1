import { type Graph, type Initializer, type Node, type TensorType, type Value, onnxFile } from "./onnxWriter";

/** The classes of the models, in their order: each is a colour of style schematic. */
export const COLOUR_CLASSES = ["pedestrian", "cyclist", "vehicle", "distracted_driver"];
const COLOURS = COLOUR_CLASSES.length;
export const ULTRALYTICS_NAMES = { names: `{${COLOUR_CLASSES.map((name, index) => `${index}: '${name}'`).join(", ")}}`, task: "detect" };

/** The score of what is found. */
export const FOUND = 0.9;

/** One convolution: a channel for each colour, above 0 only where a pixel has it. Pixels are RGB from 0 to 1. */
const WEIGHTS = [
  [-1, 1, -1],
  [1, -1, -1],
  [-1, -1, 1],
  [0.5, 0.5, -1],
];
const BIASES = [-0.5, -0.5, -0.5, -0.75];

/** Puts a graph together; every method adds a node and returns the name of its output. */
class Builder {
  readonly nodes: Node[] = [];
  readonly initializers: Initializer[] = [];

  add(operator: string, inputs: readonly string[], attributes: Node["attributes"] = {}, output = `v${this.nodes.length}`): string {
    this.nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  }

  floats(dims: readonly number[], values: readonly number[]): string {
    return this.constant("float32", dims, values);
  }

  whole(...values: number[]): string {
    return this.constant("int64", [values.length], values);
  }

  constant(type: Initializer["type"], dims: readonly number[], values: readonly number[]): string {
    const name = `c${this.initializers.length}`;
    this.initializers.push({ name, type, dims, values });
    return name;
  }

  /** Zeros of the given shape, without storing them. */
  zeros(...shape: number[]): string {
    return this.add("ConstantOfShape", [this.whole(...shape)]);
  }

  /** Moves the largest constant to a file of its own, and gives that file. */
  moveWeights(file: string): Uint8Array<ArrayBuffer> {
    const [largest] = this.initializers
      .filter(({ type }) => type === "float32")
      .toSorted((one, other) => other.values.length - one.values.length);
    if (!largest) throw new Error("there are no weights");
    this.initializers[this.initializers.indexOf(largest)] = { ...largest, file };
    return new Uint8Array(Float32Array.from(largest.values).buffer);
  }

  model(input: Value, outputs: readonly Value[], metadata?: Record<string, string>, extra: readonly Value[] = []): Uint8Array<ArrayBuffer> {
    const graph: Graph = { inputs: [input, ...extra], outputs, nodes: this.nodes, initializers: this.initializers };
    return onnxFile(graph, metadata);
  }
}

type Found = { builder: Builder; corners: string; scores: string };

/**
 * The box around all pixels of each colour, as corners [1, 4, 4] in pixels of the input, and its score [1, 4, 1].
 *
 * @param image [1, 3, height, width] with values from 0 to 1
 */
function findColours(builder: Builder, image: string, width: number, height: number): Found {
  const weights = builder.floats([COLOURS, 3, 1, 1], WEIGHTS.flat());
  const response = builder.add("Conv", [image, weights, builder.floats([COLOURS], BIASES)]);
  const mask = builder.add("Cast", [builder.add("Greater", [response, builder.floats([1], [0])])], { to: 1 });
  const across = builder.add("ReduceMax", [mask], { axes: [2], keepdims: 0 });
  const down = builder.add("ReduceMax", [mask], { axes: [3], keepdims: 0 });
  const [left, right] = extent(builder, across, width);
  const [top, bottom] = extent(builder, down, height);
  const columns = [left, top, right, bottom].map((side) => builder.add("Unsqueeze", [side, builder.whole(2)]));
  const seen = builder.add("ReduceMax", [across], { axes: [2], keepdims: 1 });
  return {
    builder,
    corners: builder.add("Concat", columns, { axis: 2 }),
    scores: builder.add("Mul", [seen, builder.floats([1], [FOUND])]),
  };
}

/** The first marked place, and the one after the last, of [1, 4, length]. */
function extent(builder: Builder, marks: string, length: number): [first: string, end: string] {
  const places = Array.from({ length }, (_, index) => index);
  const farthest = (values: number[]) =>
    builder.add("ReduceMax", [builder.add("Mul", [marks, builder.floats([length], values)])], { axes: [2], keepdims: 0 });
  const fromEnd = farthest(places.map((place) => length - place));
  return [builder.add("Sub", [builder.floats([1], [length]), fromEnd]), farthest(places.map((place) => place + 1))];
}

/** Corners as centre and size. */
const centred = ({ builder, corners }: Found): string => {
  const matrix = [
    [0.5, 0, -1, 0],
    [0, 0.5, 0, -1],
    [0.5, 0, 1, 0],
    [0, 0.5, 0, 1],
  ];
  return builder.add("MatMul", [corners, builder.floats([4, 4], matrix.flat())]);
};

const ofInput = (builder: Builder, boxes: string, width: number, height: number): string =>
  builder.add("Div", [boxes, builder.floats([4], [width, height, width, height])]);

/** A score for each class: [1, 4, 4]. */
const byClass = ({ builder, scores }: Found): string => {
  const identity = Array.from({ length: COLOURS * COLOURS }, (_, index) => (index % (COLOURS + 1) === 0 ? 1 : 0));
  return builder.add("Mul", [scores, builder.floats([COLOURS, COLOURS], identity)]);
};

export type ModelSize = { width: number; height: number };
const CELL_STRIDES = [8, 16, 32];
const cellsOf = ({ width, height }: ModelSize) => CELL_STRIDES.reduce((sum, stride) => sum + (width / stride) * (height / stride), 0);
const planar = ({ width, height }: ModelSize, type: TensorType = "float32"): Value => ({
  name: "images",
  type,
  shape: [1, 3, height, width],
});

/** Rows for all cells: every box twice, the second a little less certain and a pixel wider, and then zeros. */
function yoloRows(found: Found, values: readonly string[], count: number, size: number): string {
  const { builder } = found;
  const rows = builder.add("Concat", values, { axis: 2 });
  const change = builder.floats(
    [size],
    Array.from({ length: size }, (_, index) => (index === 2 ? 1 : index < 4 ? 0 : -0.1)),
  );
  const again = builder.add("Add", [rows, change]);
  const again0 = builder.add("Max", [again, builder.floats([1], [0])]);
  return builder.add("Concat", [again0, rows, builder.zeros(1, count - 2 * COLOURS, size)], { axis: 1 });
}

/** YOLOv5: [1, 25200, 9] at 640 × 640: box, objectness, classes. */
export function yolov5Model(size: ModelSize): Uint8Array<ArrayBuffer> {
  const found = findColours(new Builder(), "images", size.width, size.height);
  const { builder } = found;
  const count = 3 * cellsOf(size);
  const rows = yoloRows(found, [centred(found), found.scores, byClass(found)], count, 9);
  builder.add("Identity", [rows], {}, "output");
  return builder.model(planar(size), [{ name: "output", type: "float32", shape: [1, count, 9] }]);
}

/** YOLOv8 and v11: [1, 8, 8400] at 640 × 640: box and classes, in columns. Ultralytics writes the names into the model. */
export function yolov8Model(size: ModelSize, inRows = false): Uint8Array<ArrayBuffer> {
  const { builder, outputs } = yolov8Graph(size, inRows);
  return builder.model(planar(size), outputs, ULTRALYTICS_NAMES);
}

/** A YOLOv8 whose largest weights are in the file `my.onnx_data`. */
export function yolov8WithWeights(
  size: ModelSize,
  path = "my.onnx_data",
): { model: Uint8Array<ArrayBuffer>; weights: Uint8Array<ArrayBuffer> } {
  const { builder, outputs } = yolov8Graph(size, false);
  const weights = builder.moveWeights(path);
  return { model: builder.model(planar(size), outputs, ULTRALYTICS_NAMES), weights };
}

function yolov8Graph(size: ModelSize, inRows: boolean): { builder: Builder; outputs: Value[] } {
  const found = findColours(new Builder(), "images", size.width, size.height);
  const { builder } = found;
  const count = cellsOf(size);
  const rows = yoloRows(found, [centred(found), byClass(found)], count, 8);
  if (inRows) builder.add("Identity", [rows], {}, "output0");
  else builder.add("Transpose", [rows], { perm: [0, 2, 1] }, "output0");
  const shape = inRows ? [1, count, 8] : [1, 8, count];
  return { builder, outputs: [{ name: "output0", type: "float32", shape }] };
}

/** A YOLOv8 with free axes, exported for 640 pixels, whose input and output have half precision. */
export function halfPrecisionModel(size: ModelSize): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const image = builder.add("Cast", ["images"], { to: 1 });
  const found = findColours(builder, image, size.width, size.height);
  const rows = yoloRows(found, [centred(found), byClass(found)], cellsOf(size), 8);
  builder.add("Cast", [builder.add("Transpose", [rows], { perm: [0, 2, 1] })], { to: 10 }, "output0");
  return builder.model(
    { name: "images", type: "float16", shape: ["batch", 3, "height", "width"] },
    [{ name: "output0", type: "float16", shape: ["batch", 8, "anchors"] }],
    { ...ULTRALYTICS_NAMES, imgsz: `[${size.height}, ${size.width}]` },
  );
}

/** RT-DETR as its authors export it: a second input with the size of the picture, and final boxes in its pixels. */
export function rtDetrModel(size: ModelSize): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const found = findColours(builder, "images", size.width, size.height);
  const sizes = builder.add("Cast", ["orig_target_sizes"], { to: 1 });
  const twice = builder.add("Unsqueeze", [builder.add("Concat", [sizes, sizes], { axis: 1 }), builder.whole(1)]);
  builder.add("Mul", [ofInput(builder, found.corners, size.width, size.height), twice], {}, "boxes");
  builder.add("Identity", [builder.constant("int64", [1, COLOURS], [0, 1, 2, 3])], {}, "labels");
  builder.add("Squeeze", [found.scores, builder.whole(2)], {}, "scores");
  const lists = { boxes: [1, COLOURS, 4], labels: [1, COLOURS], scores: [1, COLOURS] };
  return builder.model(
    planar(size),
    Object.entries(lists).map(([name, shape]) => ({ name, type: name === "labels" ? "int64" : "float32", shape })),
    {},
    [{ name: "orig_target_sizes", type: "int64", shape: ["N", 2] }],
  );
}

/** YOLOv10: [1, 300, 6]: corners, score, class. */
export function yolov10Model(size: ModelSize): Uint8Array<ArrayBuffer> {
  const found = findColours(new Builder(), "images", size.width, size.height);
  const { builder } = found;
  const classes = builder.floats(
    [1, COLOURS, 1],
    COLOUR_CLASSES.map((_, index) => index),
  );
  const rows = builder.add("Concat", [found.corners, found.scores, classes], { axis: 2 });
  builder.add("Concat", [rows, builder.zeros(1, 300 - COLOURS, 6)], { axis: 1 }, "output0");
  return builder.model(planar(size), [{ name: "output0", type: "float32", shape: [1, 300, 6] }], ULTRALYTICS_NAMES);
}

/** DETR: boxes as shares of the input, and logits with “no object” as the last class; or RT-DETR, without that class. */
export function detrModel(size: ModelSize, withNone: boolean): Uint8Array<ArrayBuffer> {
  const found = findColours(new Builder(), "images", size.width, size.height);
  const { builder } = found;
  const queries = 100;
  const values = withNone ? COLOURS + 1 : COLOURS;
  const boxes = ofInput(builder, centred(found), size.width, size.height);
  builder.add("Concat", [boxes, builder.zeros(1, queries - COLOURS, 4)], { axis: 1 }, "pred_boxes");
  // A score of 0.9 becomes a logit of 8, one of 0 becomes -10.
  const logits = builder.add("Sub", [builder.add("Mul", [byClass(found), builder.floats([1], [20])]), builder.floats([1], [10])]);
  const known = withNone ? builder.add("Concat", [logits, builder.zeros(1, COLOURS, 1)], { axis: 2 }) : logits;
  const rest = builder.add("Sub", [builder.zeros(1, queries - COLOURS, values), builder.floats([1], [10])]);
  const none = withNone ? builder.add("Add", [rest, builder.floats([values], [...COLOUR_CLASSES.map(() => 0), 20])]) : rest;
  builder.add("Concat", [known, none], { axis: 1 }, "logits");
  return builder.model(
    { ...planar(size), name: "images" },
    [
      { name: "logits", type: "float32", shape: [1, queries, values] },
      { name: "pred_boxes", type: "float32", shape: [1, queries, 4] },
    ],
    withNone ? ULTRALYTICS_NAMES : {},
  );
}

/** SSD as TensorFlow exports it: bytes in rows of pixels; boxes from the top, as shares; class numbers from 1; and how many there are. */
export function ssdModel({ width, height }: ModelSize): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const floats = builder.add("Div", [builder.add("Cast", ["image_tensor"], { to: 1 }), builder.floats([1], [255])]);
  const found = findColours(builder, builder.add("Transpose", [floats], { perm: [0, 3, 1, 2] }), width, height);
  const swap = [
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0],
  ];
  const boxes = builder.add("MatMul", [ofInput(builder, found.corners, width, height), builder.floats([4, 4], swap.flat())]);
  builder.add("Concat", [boxes, builder.zeros(1, 96, 4)], { axis: 1 }, "detection_boxes");
  const scores = builder.add("Squeeze", [found.scores, builder.whole(2)]);
  // What comes after the number of detections is rubbish.
  const rubbish = builder.add("Add", [builder.zeros(1, 96), builder.floats([1], [FOUND])]);
  builder.add("Concat", [scores, rubbish], { axis: 1 }, "detection_scores");
  const numbers = builder.floats(
    [1, COLOURS],
    COLOUR_CLASSES.map((_, index) => index + 1),
  );
  builder.add("Concat", [numbers, builder.zeros(1, 96)], { axis: 1 }, "detection_classes");
  builder.add("Identity", [builder.floats([1], [COLOURS])], {}, "num_detections");
  return builder.model({ name: "image_tensor", type: "uint8", shape: [1, height, width, 3] }, [
    { name: "detection_boxes", type: "float32", shape: [1, 100, 4] },
    { name: "detection_classes", type: "float32", shape: [1, 100] },
    { name: "detection_scores", type: "float32", shape: [1, 100] },
    { name: "num_detections", type: "float32", shape: [1] },
  ]);
}

/** torchvision's detectors: a picture without a batch, boxes in pixels, labels as whole numbers, all with as many entries as are found. */
export function torchvisionModel({ width, height }: ModelSize): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const found = findColours(builder, builder.add("Unsqueeze", ["image", builder.whole(0)]), width, height);
  builder.add("Squeeze", [found.corners, builder.whole(0)], {}, "boxes");
  builder.add("Identity", [builder.whole(...COLOUR_CLASSES.map((_, index) => index + 1))], {}, "labels");
  builder.add("Squeeze", [found.scores, builder.whole(0, 2)], {}, "scores");
  return builder.model({ name: "image", type: "float32", shape: [3, height, width] }, [
    { name: "boxes", type: "float32", shape: ["found", 4] },
    { name: "labels", type: "int64", shape: ["found"] },
    { name: "scores", type: "float32", shape: ["found"] },
  ]);
}

/** A loop that doubles nothing for ever, in a model that is otherwise a YOLOv10. */
export function endlessModel(size: ModelSize): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const body: Graph = {
    inputs: [
      { name: "step", type: "int64", shape: [] },
      { name: "going", type: "bool", shape: [] },
      { name: "rows", type: "float32", shape: [1, 300, 6] },
    ],
    outputs: [
      { name: "still_going", type: "bool", shape: [] },
      { name: "same_rows", type: "float32", shape: [1, 300, 6] },
    ],
    nodes: [
      { operator: "Identity", inputs: ["going"], outputs: ["still_going"] },
      { operator: "Sin", inputs: ["rows"], outputs: ["same_rows"] },
    ],
  };
  builder.initializers.push({ name: "true", type: "bool", dims: [], values: [1] });
  const first = builder.add("ReduceMax", ["images"], { axes: [1, 2, 3], keepdims: 0 });
  const rows = builder.add("Add", [builder.zeros(1, 300, 6), first]);
  builder.add("Loop", ["", "true", rows], { body: { graph: body } }, "output0");
  return builder.model(planar(size), [{ name: "output0", type: "float32", shape: [1, 300, 6] }], ULTRALYTICS_NAMES);
}
