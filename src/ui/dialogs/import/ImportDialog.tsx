import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useServices } from "../../context/ServicesContext";
import { DialogFrame, type DialogProps } from "../DialogFrame";
import { ExchangeReport } from "./ExchangeReport";
import { ImportChoose } from "./ImportChoose";
import { ImportForm } from "./ImportForm";
import { ImportReading } from "./ImportReading";
import { useImport } from "./useImport";

/**
 * Annotations of any known format become actors: files, settings, and a new scenario or the open one. OpenSCENARIO and OpenDRIVE become a
 * new scenario.
 */
export function ImportDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Import annotations" size={880}>
      {opened && <ImportSteps onClose={onClose} />}
    </DialogFrame>
  );
}

function ImportSteps({ onClose }: { readonly onClose: () => void }) {
  const { dialogs } = useServices();
  const given = useStore(dialogs, ({ files }) => files);
  const { state, open, openExchange, reread, change, cancel, session } = useImport();
  const handled = useRef<readonly File[]>([]);
  useEffect(() => {
    if (given.length === 0 || given === handled.current) return;
    handled.current = given;
    void open(given);
  }, [given, open]);

  switch (state.step) {
    case "choose":
      return <ImportChoose fault={state.fault} onFiles={(files) => void open(files)} />;
    case "reading":
      return <ImportReading progress={state.progress} onCancel={cancel} />;
    case "exchange":
      return (
        <ExchangeReport
          key={state.path}
          state={state}
          onChoose={(path) => void openExchange(state.choice, path)}
          onOtherFiles={cancel}
          onDone={onClose}
        />
      );
    case "form":
      return (
        <ImportForm
          summary={state.summary}
          settings={state.settings}
          session={session}
          onChange={change}
          onReread={(changed) => void reread(changed)}
          onOtherFiles={cancel}
          onDone={onClose}
        />
      );
  }
}
