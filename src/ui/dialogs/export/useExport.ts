import { useCallback, useEffect, useRef, useState } from "react";
import { exportScenario, type ExportProgress, type ExportRequest, type ExportResult } from "@/export";
import { useServices } from "../../context/ServicesContext";
import { noteRunningExport } from "@/services/export/runningExports";
import { releaseOnceSaved } from "@/services/files/download";

export type ExportState =
  | { readonly step: "settings"; readonly fault: string | null }
  | { readonly step: "running"; readonly progress: ExportProgress | null }
  | { readonly step: "done"; readonly request: ExportRequest; readonly result: ExportResult };

/** One export at a time: runs it, cancels it, and releases its files when they are no longer needed. */
export function useExport() {
  const { siteData } = useServices();
  const [state, setState] = useState<ExportState>({ step: "settings", fault: null });
  const abort = useRef<AbortController | null>(null);

  const start = useCallback(
    async (requested: () => ExportRequest) => {
      const controller = new AbortController();
      abort.current = controller;
      setState({ step: "running", progress: null });
      let noteEnd = () => {};
      try {
        const request = requested();
        noteEnd = noteRunningExport(siteData, request.scenario.name);
        const result = await exportScenario(request, {
          signal: controller.signal,
          onProgress: (progress) => setState({ step: "running", progress }),
        });
        setState({ step: "done", request, result });
      } catch (error) {
        const fault = controller.signal.aborted ? null : error instanceof Error ? error.message : String(error);
        setState({ step: "settings", fault });
      } finally {
        noteEnd();
        abort.current = null;
      }
    },
    [siteData],
  );

  const cancel = useCallback(() => abort.current?.abort(new DOMException("The export was cancelled", "AbortError")), []);
  const reset = useCallback(() => setState((state) => (state.step === "running" ? state : { step: "settings", fault: null })), []);

  const result = state.step === "done" ? state.result : null;
  useEffect(() => (result ? () => releaseOnceSaved(() => result.discard()) : undefined), [result]);

  const running = state.step === "running";
  useEffect(() => {
    if (!running) return;
    // The browser asks in its own words; leaving would discard the export.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [running]);

  return { state, start, cancel, reset };
}
