import { useEffect, useState } from "react";
import type { SlimScenario } from "@/core/document";
import { useEditor } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { DialogFrame, type DialogProps } from "../DialogFrame";
import { ExportDone } from "./ExportDone";
import { ExportForm } from "./ExportForm";
import { ExportRunning } from "./ExportRunning";
import { initialSettings, keptOf, requestOf, type ExportSettings, type KeptSettings } from "@/services/export/settings";
import { useExport } from "./useExport";

/** From settings to the finished bundle, which stays available until the scenario changes or another export starts. */
export function ExportDialog({ opened, onClose }: DialogProps) {
  const editor = useEditor();
  const exporter = useExport();
  const [kept, setKept] = useState<KeptSettings>({});
  const [reopened, setReopened] = useState(false);
  const { state, reset } = exporter;
  const { step } = state;
  useEffect(
    () =>
      editor.document.subscribe((now, before) => {
        if (now.scenario !== before.scenario) reset();
      }),
    [editor, reset],
  );
  const close = () => {
    setReopened(step === "done");
    if (step !== "done") reset();
    onClose();
  };
  return (
    <DialogFrame
      opened={opened}
      onClose={close}
      title={step === "done" ? (reopened ? "Last export" : "Export finished") : step === "running" ? "Exporting" : "Export video"}
      size={780}
      closable={step !== "running"}
    >
      {opened && (
        <ExportSteps
          {...exporter}
          kept={kept}
          onKeep={(settings) => {
            setKept(keptOf(settings));
            setReopened(false);
          }}
        />
      )}
    </DialogFrame>
  );
}

type StepsProps = ReturnType<typeof useExport> & { readonly kept: KeptSettings; readonly onKeep: (settings: ExportSettings) => void };

function ExportSteps({ state, start, cancel, reset, kept, onKeep }: StepsProps) {
  const { editor, pictures } = useServices();
  const [scenario] = useState<SlimScenario>(() => editor.document.getState().scenario);
  const [settings, setSettings] = useState<ExportSettings>(() => initialSettings(scenario, editor.session.getState().range, kept));
  switch (state.step) {
    case "settings":
      return (
        <ExportForm
          scenario={scenario}
          settings={settings}
          fault={state.fault}
          onChange={(change) => setSettings({ ...settings, ...change })}
          onExport={() => {
            onKeep(settings);
            void start(() => requestOf(pictures.whole(scenario), settings));
          }}
        />
      );
    case "running":
      return <ExportRunning progress={state.progress} onCancel={cancel} />;
    case "done":
      return <ExportDone request={state.request} result={state.result} onAgain={reset} />;
  }
}
