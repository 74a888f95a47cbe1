import { useStore } from "zustand";
import { useServices } from "../context/ServicesContext";
import { DatasetsDialog } from "../datasets/DatasetsDialog";
import { LibraryDialog } from "../library/LibraryDialog";
import { SearchDialog } from "../search/SearchDialog";
import { AboutDialog } from "./AboutDialog";
import { CheckDialog } from "./check/CheckDialog";
import { CommandPalette } from "./CommandPalette";
import { DropAnywhere } from "./DropAnywhere";
import { ExportDialog } from "./export/ExportDialog";
import { ImportDialog } from "./import/ImportDialog";
import { NewDialog } from "./NewDialog";
import { OpenDialog } from "./OpenDialog";
import { PresetsDialog } from "./PresetsDialog";
import { RoadCopyDialog } from "./RoadCopyDialog";
import { ShortcutsDialog } from "./ShortcutsDialog";

/** Everything that opens on top of the page. */
export function Dialogs() {
  const { dialogs } = useServices();
  const open = useStore(dialogs, (state) => state.open);
  const close = () => dialogs.setState({ open: null });
  return (
    <>
      <NewDialog opened={open === "new"} onClose={close} />
      <PresetsDialog opened={open === "presets"} onClose={close} />
      <OpenDialog opened={open === "open"} onClose={close} />
      <ImportDialog opened={open === "import"} onClose={close} />
      <CheckDialog opened={open === "check"} onClose={close} />
      <RoadCopyDialog opened={open === "roadCopy"} onClose={close} />
      <ExportDialog opened={open === "export"} onClose={close} />
      <ShortcutsDialog opened={open === "shortcuts"} onClose={close} />
      <DatasetsDialog opened={open === "datasets"} onClose={close} />
      <SearchDialog opened={open === "search"} onClose={close} />
      <LibraryDialog />
      <AboutDialog opened={open === "about"} onClose={close} />
      <CommandPalette />
      <DropAnywhere />
    </>
  );
}
