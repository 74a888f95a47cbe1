import { useStore } from "zustand";
import type { DetectorKind } from "@/services/detection/run/setup";
import { useServices } from "../context/ServicesContext";
import { SelectField } from "../fields/SelectField";

const DETECTORS: readonly { value: DetectorKind; label: string }[] = [
  { value: "simulated", label: "Simulated" },
  { value: "builtin", label: "CenterNet (built in)" },
  { value: "onnx", label: "Your ONNX model" },
];

/** Which detector looks at the scenario. */
export function DetectorChoice() {
  const { detector } = useServices();
  const chosen = useStore(detector.runSetup, (setup) => setup.detector);
  const isRunning = useStore(detector.run, (state) => state.running !== null);
  return (
    <SelectField
      label="Detector"
      value={chosen}
      options={isRunning ? DETECTORS.filter(({ value }) => value === chosen) : DETECTORS}
      onChange={(next) => detector.runSetup.setState({ detector: next })}
    />
  );
}
