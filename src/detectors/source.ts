import type { Detector } from "./detector";
import type { BuiltinFiles } from "./builtin/files";
import type { OnnxFiles } from "./onnx/onnxDetector";
import type { OnnxOptions } from "./onnx/plan/options";

/** Everything that is needed to open a detector, as plain data: it crosses to a worker. */
export type DetectorSource =
  | { readonly kind: "builtin"; readonly files: BuiltinFiles }
  | {
      readonly kind: "onnx";
      readonly files: OnnxFiles;
      readonly options: OnnxOptions;
      /** ONNX Runtime's WebAssembly (`ONNX_RUNTIME_FILE`). */
      readonly wasm: Uint8Array<ArrayBuffer>;
    };

/**
 * Opens a detector in this thread; what runs it is loaded only now.
 * @throws DetectorError if it cannot be opened
 */
export async function openDetector(source: DetectorSource): Promise<Detector> {
  switch (source.kind) {
    case "builtin": {
      const { openCenterNet } = await import("./builtin/centerNet");
      return openCenterNet(source.files);
    }
    case "onnx": {
      const { openOnnxDetector } = await import("./onnx/onnxDetector");
      return openOnnxDetector(source.files, source.options, source.wasm);
    }
  }
}
