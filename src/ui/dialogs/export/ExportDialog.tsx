import { useState } from "react";
import type { Scenario } from "@/core/document";
import { useEditor } from "../../context/EditorContext";
import { DialogFrame, type DialogProps } from "../DialogFrame";
import { ExportDone } from "./ExportDone";
import { ExportForm } from "./ExportForm";
import { ExportRunning } from "./ExportRunning";
import { initialSettings, requestOf, type ExportSettings } from "./settings";
import { useExport } from "./useExport";

/** From settings to the finished bundle. */
export function ExportDialog({ opened, onClose }: DialogProps) {
  const exporter = useExport();
  const { step } = exporter.state;
  const close = () => {
    exporter.reset();
    onClose();
  };
  return (
    <DialogFrame
      opened={opened}
      onClose={close}
      title={step === "done" ? "Export finished" : step === "running" ? "Exporting" : "Export video"}
      size={780}
      closable={step !== "running"}
    >
      {opened && <ExportSteps {...exporter} />}
    </DialogFrame>
  );
}

function ExportSteps({ state, start, cancel, reset }: ReturnType<typeof useExport>) {
  const editor = useEditor();
  const [scenario] = useState<Scenario>(() => editor.document.getState().scenario);
  const [settings, setSettings] = useState<ExportSettings>(() => initialSettings(scenario, editor.session.getState().range));
  switch (state.step) {
    case "settings":
      return (
        <ExportForm
          scenario={scenario}
          settings={settings}
          fault={state.fault}
          onChange={(change) => setSettings({ ...settings, ...change })}
          onExport={() => void start(requestOf(scenario, settings))}
        />
      );
    case "running":
      return <ExportRunning progress={state.progress} onCancel={cancel} />;
    case "done":
      return <ExportDone request={state.request} result={state.result} onAgain={reset} />;
  }
}
