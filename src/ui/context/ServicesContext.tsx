import { createContext, useContext, type ReactNode } from "react";
import type { PictureStore } from "@/core/document";
import type { Action, ActionContext, Editor, Player, Pointer } from "@/editor";
import type { Autosave } from "@/library/autosave";
import type { SiteData } from "@/library/siteData";
import type { DetectorServices } from "@/services/detection/detector";
import type { BackgroundReader } from "@/services/files/backgroundReader";
import type { ScenarioFiles } from "@/services/files/scenarioFiles";
import type { LibraryServices } from "@/services/library/libraryServices";
import type { SearchServices } from "@/services/search/search";
import type { SuiteServices } from "@/services/suite/suiteServices";
import type { DialogStore } from "../shell/dialogs";
import { EditorProvider } from "./EditorContext";

/** What the composition root creates and the interface works with. */
export type Services = {
  readonly siteData: SiteData;
  readonly editor: Editor;
  readonly player: Player;
  readonly pointer: Pointer;
  readonly autosave: Autosave;
  /** The data of the pictures of all scenarios in this page. */
  readonly pictures: PictureStore;
  readonly files: ScenarioFiles;
  readonly background: BackgroundReader;
  readonly library: LibraryServices;
  readonly suite: SuiteServices;
  readonly detector: DetectorServices;
  readonly search: SearchServices;
  readonly dialogs: DialogStore;
  readonly actions: readonly Action[];
  readonly actionContext: ActionContext;
};

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return (
    <ServicesContext value={services}>
      <EditorProvider editor={services.editor}>{children}</EditorProvider>
    </ServicesContext>
  );
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("useServices needs a ServicesProvider above it");
  return services;
}
