import { useStore } from "zustand";
import type { SuiteSpec } from "@/suite";
import { useServices } from "../context/ServicesContext";

/** The suite that is rendered in this page, and its parts. */
export function useSuite() {
  const { queue, spec } = useServices().suite;
  return { queue, spec: useStore(spec), setSpec: (next: SuiteSpec) => spec.setState(next, true) };
}
