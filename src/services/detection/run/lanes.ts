import type { Machine } from "@/detectors/lanes/lanesFor";

/** This browser's machine. */
export function thisMachine(): Machine {
  const memoryGB: unknown = Reflect.get(navigator, "deviceMemory");
  return { cores: navigator.hardwareConcurrency, memoryGB: typeof memoryGB === "number" ? memoryGB : undefined };
}
