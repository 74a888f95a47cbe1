import { createStore, useStore, type StoreApi } from "zustand";
import { exportScenario } from "@/export";
import { DEFAULT_SUITE, type SuiteSpec } from "@/suite";
import { makeDataset } from "@/suite/datasets/makeDataset";
import { createSuiteQueue, type SuiteQueue } from "@/suite/queue";
import { useServices } from "../context/ServicesContext";

/** The suite being rendered in this page; it goes on while the library is closed. */
export type SuiteServices = { readonly queue: SuiteQueue; readonly spec: StoreApi<SuiteSpec> };

export function createSuiteServices(): SuiteServices {
  return { queue: createSuiteQueue({ render: exportScenario, makeDataset }), spec: createStore<SuiteSpec>(() => DEFAULT_SUITE) };
}

export function useSuite() {
  const { queue, spec } = useServices().suite;
  return { queue, spec: useStore(spec), setSpec: (next: SuiteSpec) => spec.setState(next, true) };
}
