import { createStore, type StoreApi } from "zustand/vanilla";
import { exportScenario } from "@/export";
import { DEFAULT_SUITE, type SuiteSpec } from "@/suite";
import { makeDataset } from "@/suite/datasets/makeDataset";
import { createSuiteQueue, type SuiteQueue } from "@/suite/queue";

/** The suite being rendered in this page; it continues while the library is closed. */
export type SuiteServices = { readonly queue: SuiteQueue; readonly spec: StoreApi<SuiteSpec> };

export function createSuiteServices(): SuiteServices {
  return { queue: createSuiteQueue({ render: exportScenario, makeDataset }), spec: createStore<SuiteSpec>(() => DEFAULT_SUITE) };
}
