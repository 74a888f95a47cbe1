import { CloseButton, Tabs } from "@mantine/core";
import { useEditor, useSession } from "../context/EditorContext";
import { EvaluationTab } from "../evaluation/EvaluationTab";
import panels from "../panels/panels.module.css";
import { DetectionsTab } from "./DetectionsTab";
import { DETECTOR_TABS, detectorTab, showDetector, type DetectorTab } from "./detectorTab";
import { ProfileTab } from "./ProfileTab";
import classes from "./detection.module.css";

const TABS: Record<DetectorTab, { label: string; Tab: () => React.ReactNode }> = {
  detections: { label: "Detections", Tab: DetectionsTab },
  profile: { label: "Profile", Tab: ProfileTab },
  evaluation: { label: "Evaluation", Tab: EvaluationTab },
};

/**
 * The detector, simulated or real, and the evaluation of any; shown in place of the inspector, with stage and timeline in sight.
 */
export function DetectorPanel() {
  const editor = useEditor();
  const present = useSession((session) => detectorTab(session.panels)) ?? "detections";
  return (
    <Tabs
      className={classes.panel}
      value={present}
      variant="pills"
      keepMounted={false}
      onChange={(value) => {
        const tab = DETECTOR_TABS.find((candidate) => candidate === value);
        if (tab) showDetector(editor, tab);
      }}
      classNames={{ tab: panels.tab, panel: panels.panel }}
    >
      <div className={classes.tabs}>
        <Tabs.List aria-label="Detector">
          {DETECTOR_TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {TABS[tab].label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <CloseButton className={classes.close} aria-label="Close detector" onClick={() => showDetector(editor, null)} />
      </div>
      {DETECTOR_TABS.map((tab) => {
        const { Tab } = TABS[tab];
        return (
          <Tabs.Panel key={tab} value={tab} tabIndex={-1}>
            <Tab />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
