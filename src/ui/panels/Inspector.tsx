import { Tabs } from "@mantine/core";
import { IconLayoutSidebarRightCollapse } from "@tabler/icons-react";
import { useEditor, useSession } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import { IconAction } from "../shell/IconAction";
import { ActorPanel } from "./actor/ActorPanel";
import { ScenarioPanel } from "./scenario/ScenarioPanel";
import { TruthPanel } from "./truth/TruthPanel";
import { WeatherPanel } from "./weather/WeatherPanel";
import { INSPECTOR_MARK } from "./useFollowing";
import { PANEL_TABS, panelOf, showPanel, type PanelTab } from "./tabs";
import classes from "./panels.module.css";

const PANELS: Record<PanelTab, { label: string; Panel: () => React.ReactNode }> = {
  scenario: { label: "Scenario", Panel: ScenarioPanel },
  actor: { label: "Actor", Panel: ActorPanel },
  weather: { label: "Weather", Panel: WeatherPanel },
  truth: { label: "Truth", Panel: TruthPanel },
};

/** Everything that can be set, in four tabs; only the active one is rendered. */
export function Inspector() {
  const editor = useEditor();
  const present = useSession(({ panels }) => panelOf(panels));
  const { shortcut, perform } = useAction("view.inspector");
  return (
    <Tabs
      {...INSPECTOR_MARK}
      className={classes.inspector}
      value={present}
      variant="pills"
      keepMounted={false}
      onChange={(value) => {
        const tab = PANEL_TABS.find((candidate) => candidate === value);
        if (tab) showPanel(editor, tab);
      }}
      classNames={{ tab: classes.tab, panel: classes.panel }}
    >
      <div className={classes.tabs}>
        <Tabs.List grow aria-label="Inspector">
          {PANEL_TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {PANELS[tab].label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <IconAction label="Hide the inspector" shortcut={shortcut} onClick={perform}>
          <IconLayoutSidebarRightCollapse size={17} stroke={1.75} />
        </IconAction>
      </div>
      {PANEL_TABS.map((tab) => {
        const { Panel } = PANELS[tab];
        return (
          <Tabs.Panel key={tab} value={tab} tabIndex={-1}>
            <Panel />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
