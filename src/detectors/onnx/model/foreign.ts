/** A kind of file that is sometimes taken for an ONNX model, and what its owner can do. */
export type ForeignKind = { readonly what: string; readonly remedy: string };

const EXPORT = "export it as ONNX";
const PYTORCH: ForeignKind = {
  what: "a PyTorch file",
  remedy: `${EXPORT}, for example with \`yolo export model=… format=onnx\` or \`torch.onnx.export\``,
};
const TENSORFLOW = "convert it to ONNX with tf2onnx";
const AS_PROGRAM = "name the ONNX file that it was made from, or run it in a program of your own (--command)";

const SIGNATURES: readonly { at: number; bytes: string; kind: ForeignKind }[] = [
  { at: 4, bytes: "TFL3", kind: { what: "a TensorFlow Lite model", remedy: `${TENSORFLOW} (--tflite), or ${EXPORT}` } },
  { at: 4, bytes: "ORTM", kind: { what: "a model in ONNX Runtime's own format (.ort)", remedy: "name the .onnx file it was made from" } },
  { at: 0, bytes: "\x89HDF\r\n", kind: { what: "a Keras model (HDF5)", remedy: TENSORFLOW } },
  { at: 0, bytes: "ftrt", kind: { what: "a TensorRT engine, which runs on one kind of GPU alone", remedy: AS_PROGRAM } },
  { at: 0, bytes: "GGUF", kind: { what: "a GGUF model", remedy: EXPORT } },
  { at: 0, bytes: "\x1f\x8b", kind: { what: "a gzip archive", remedy: "unpack it first" } },
  { at: 0, bytes: "7z\xbc\xaf", kind: { what: "a 7z archive", remedy: "unpack it first" } },
  {
    at: 0,
    bytes: "version https://git-lfs",
    kind: { what: "a Git LFS pointer, not the model itself", remedy: "run `git lfs pull` first" },
  },
  { at: 0, bytes: "<!DOCTYPE html", kind: { what: "a web page", remedy: "download the file itself" } },
  { at: 0, bytes: "<html", kind: { what: "a web page", remedy: "download the file itself" } },
  { at: 0, bytes: "<?xml", kind: { what: "an XML file, such as OpenVINO's", remedy: "name the ONNX file it was made from" } },
  { at: 0, bytes: "\x80\x02", kind: PYTORCH },
  { at: 0, bytes: "\x80\x04", kind: PYTORCH },
  { at: 0, bytes: "\x93NUMPY", kind: { what: "a NumPy array", remedy: EXPORT } },
  { at: 0, bytes: "\x89PNG", kind: { what: "a picture", remedy: "name the model" } },
];

/** The first bytes of a file that decide. */
const HEAD_BYTES = 4096;

/** The kind of a file that is known not to be ONNX; null otherwise. */
export function foreignKind(file: Uint8Array): ForeignKind | null {
  const head = String.fromCharCode(...file.subarray(0, HEAD_BYTES));
  const found = SIGNATURES.find(({ at, bytes }) => head.slice(at, at + bytes.length).toLowerCase() === bytes.toLowerCase());
  if (found) return found.kind;
  // PyTorch's files are ZIP archives of a folder that holds data.pkl.
  if (head.startsWith("PK\x03\x04")) return head.includes("data.pkl") ? PYTORCH : { what: "a ZIP archive", remedy: "unpack it first" };
  if (/^\{"__metadata__"|^\{"[^"]+":\{"dtype"/.test(head.slice(8)))
    return { what: "a safetensors file: weights without a model", remedy: EXPORT };
  return null;
}
