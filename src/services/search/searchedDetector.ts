import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { SearchError } from "@/search";
import type { DetectorServices } from "../detection/detector";
import type { SearchedDetector } from "./job";

/** The detector that is chosen in the page. @throws SearchError if it is not ready */
export function searchedDetector({
  setup,
  runSetup,
  ownModel,
}: Pick<DetectorServices, "setup" | "runSetup" | "ownModel">): SearchedDetector {
  const { detector, every, confidence, builtinMeanings } = runSetup.getState();
  switch (detector) {
    case "simulated":
      return { kind: "simulated", ...setup.getState() };
    case "builtin":
      return { kind: "builtin", every, confidence, classMap: { ...USUAL_CLASS_MAP, ...builtinMeanings } };
    case "onnx": {
      const { files, understood, options, classMap, fault } = ownModel.state.getState();
      if (!files || !understood) throw new SearchError(fault ?? "there is no ONNX model yet; choose one");
      return { kind: "onnx", files, options, every, confidence, classMap };
    }
  }
}
