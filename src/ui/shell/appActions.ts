import { roadCopyFault, type Action } from "@/editor";
import type { ScenarioFiles } from "@/services/files/scenarioFiles";
import { isFolded, setFolded } from "../panels/folding";
import { showPanel, PANEL_TABS, type PanelTab } from "../panels/tabs";
import type { DialogName, DialogStore } from "./dialogs";

const PANEL_LABELS: Record<PanelTab, string> = {
  scenario: "Show scenario settings",
  actor: "Show actor settings",
  weather: "Show weather",
  truth: "Show ground truth",
};

const PANEL_KEYWORDS: Record<PanelTab, readonly string[]> = {
  scenario: ["scene", "size", "frame rate", "duration", "camera", "sensor", "noise", "seed", "generators", "crowd"],
  actor: ["speed", "velocity", "brake", "wait", "size", "model", "colour", "confidence", "time", "waypoints"],
  weather: ["rain", "night", "fog", "snow", "dusk", "sun", "intensity", "severity"],
  truth: ["boxes", "annotations", "visibility", "records"],
};

const FOLDABLES = [
  { part: "inspector", label: "Show or hide the inspector", shortcut: "alt+i" },
  { part: "timeline", label: "Show or hide the timeline", shortcut: "alt+t" },
] as const;

/** The actions that the page adds to the editor's own: files, dialogs, panels and help. */
export function appActions(
  files: Pick<ScenarioFiles, "save">,
  dialogs: DialogStore,
  { copyLink, openPalette }: { readonly copyLink: () => void; readonly openPalette: () => void },
): Action[] {
  const show = (open: DialogName) => () => dialogs.setState({ open });
  return [
    {
      id: "file.new",
      label: "New scenario",
      group: "File",
      shortcuts: ["alt+n"],
      keywords: ["empty", "blank", "road", "street", "scene"],
      perform: show("new"),
    },
    { id: "file.presets", label: "Browse presets", group: "File", shortcuts: ["alt+p"], perform: show("presets") },
    { id: "file.open", label: "Open a scenario", group: "File", shortcuts: ["mod+o"], perform: show("open") },
    {
      id: "file.import",
      label: "Import annotations",
      group: "File",
      shortcuts: ["mod+i"],
      perform: () => dialogs.setState({ open: "import", files: [] }),
    },
    { id: "file.check", label: "Check a bundle", group: "File", perform: show("check") },
    {
      id: "file.road-copy",
      label: "Open as a road scenario",
      keywords: ["convert", "metres", "camera", "perspective", "3-D"],
      group: "File",
      unfit: ({ editor }) => roadCopyFault(editor.document.getState().scenario),
      enabled: ({ editor }) => roadCopyFault(editor.document.getState().scenario) === null,
      perform: show("roadCopy"),
    },
    { id: "file.save", label: "Save scenario file", group: "File", shortcuts: ["mod+s"], perform: () => files.save() },
    { id: "file.export", label: "Export video", group: "File", shortcuts: ["mod+e"], perform: show("export") },
    { id: "file.library", label: "Open the library", group: "File", shortcuts: ["alt+l"], perform: show("library") },
    { id: "file.versions", label: "Library versions", group: "File", perform: show("versions") },
    { id: "file.suite", label: "Render a suite", group: "File", perform: show("suite") },
    { id: "datasets.open", label: "Create test datasets", group: "File", shortcuts: ["alt+shift+d"], perform: show("datasets") },
    { id: "file.link", label: "Copy a link to this scenario", group: "File", perform: copyLink },
    ...PANEL_TABS.map((tab, index): Action => ({
      id: `view.panel-${tab}`,
      label: PANEL_LABELS[tab],
      keywords: PANEL_KEYWORDS[tab],
      group: "View",
      shortcuts: [`alt+${index + 1}`],
      perform: ({ editor }) => showPanel(editor, tab),
    })),
    ...FOLDABLES.map(({ part, label, shortcut }): Action => ({
      id: `view.${part}`,
      label,
      group: "View",
      shortcuts: [shortcut],
      checked: ({ editor }) => !isFolded(editor.session.getState().panels, part),
      perform: ({ editor }) => setFolded(editor, part, !isFolded(editor.session.getState().panels, part)),
    })),
    { id: "help.commands", label: "Search commands", group: "Help", shortcuts: ["mod+k"], perform: openPalette },
    { id: "help.shortcuts", label: "Keyboard shortcuts", group: "Help", shortcuts: ["shift+?", "?"], perform: show("shortcuts") },
    { id: "help.tour", label: "Take the tour", group: "Help", perform: show("tour") },
    { id: "help.about", label: "About Jaywalk", group: "Help", perform: show("about") },
  ];
}
