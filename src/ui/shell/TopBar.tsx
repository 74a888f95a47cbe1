import { Button, VisuallyHidden } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconBooks, IconCommand, IconDownload, IconLayoutGrid } from "@tabler/icons-react";
import { useServices } from "../context/ServicesContext";
import { useAction } from "../context/useAction";
import { ActionButton } from "./ActionButton";
import { FormatSummary } from "./FormatSummary";
import { HistoryMenu } from "./HistoryMenu";
import { MainMenu } from "./MainMenu";
import { SavedState } from "./SavedState";
import { ScenarioName } from "./ScenarioName";
import { ThemeMenu } from "./ThemeMenu";
import classes from "./shell.module.css";

const ICON = { size: 18, stroke: 1.75 };

export function TopBar() {
  const { autosave } = useServices();
  const presets = useAction("file.presets");
  const library = useAction("file.library");
  const exportVideo = useAction("file.export");
  return (
    <header className={classes.bar}>
      <VisuallyHidden component="h1">Jaywalk</VisuallyHidden>
      <div className={classes.barSide}>
        <MainMenu />
        <Button
          variant="subtle"
          color="gray"
          className={classes.quiet}
          leftSection={<IconLayoutGrid size={16} stroke={1.75} />}
          onClick={presets.perform}
          aria-label="Presets"
          title="Presets"
        >
          <span className={classes.word}>Presets</span>
        </Button>
        <Button
          variant="subtle"
          color="gray"
          className={classes.quiet}
          leftSection={<IconBooks size={16} stroke={1.75} />}
          onClick={library.perform}
          aria-label="Library"
          title="Library"
        >
          <span className={classes.word}>Library</span>
        </Button>
        <div className={classes.divider} />
        <ScenarioName />
        <SavedState autosave={autosave} />
      </div>
      <div className={classes.barSide}>
        <ActionButton action="edit.undo">
          <IconArrowBackUp {...ICON} />
        </ActionButton>
        <ActionButton action="edit.redo">
          <IconArrowForwardUp {...ICON} />
        </ActionButton>
        <HistoryMenu />
      </div>
      <div className={classes.barSide} data-end>
        <FormatSummary />
        <ActionButton action="help.commands" className={classes.spare}>
          <IconCommand {...ICON} />
        </ActionButton>
        <ThemeMenu />
        <Button
          className={classes.export}
          leftSection={<IconDownload size={16} stroke={1.75} />}
          onClick={exportVideo.perform}
          data-tour="export"
          aria-label="Export"
          title="Export video"
        >
          <span className={classes.exportWord}>Export</span>
        </Button>
      </div>
    </header>
  );
}
