import { ActionIcon } from "@mantine/core";
import { IconEyeOff, IconPlus } from "@tabler/icons-react";
import { ACTOR_LABELS, type IgnoreRegion } from "@/core/document";
import { counted } from "@/core/text";
import { addRegion, holdsAt, regionsAt, selectionOf, toggled, type PlacedRegion } from "@/editor";
import { useEditor, useScenario, useSession } from "../../context/EditorContext";
import { showPanel } from "../tabs";
import { Section } from "../Section";
import { usePlayheadFrame } from "../truth/usePlayheadFrame";
import panels from "../panels.module.css";
import classes from "./scenario.module.css";

/** Imported tracks have a region for each frame: if there are more than this, only those at the playhead are listed. */
const MOST_LISTED = 40;

const NONE: readonly IgnoreRegion[] = [];

/** Where detections are neither right nor wrong. */
export function RegionsSection() {
  const editor = useEditor();
  const regions = useScenario(({ ignoreRegions }) => ignoreRegions ?? NONE);
  return (
    <Section
      title="Regions to ignore"
      action={
        <ActionIcon
          aria-label="Add region to ignore"
          onClick={() => {
            addRegion(editor);
            showPanel(editor, "actor");
          }}
        >
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
      }
    >
      {regions.length === 0 ? (
        <p className={panels.hint}>A detection in such a region is neither right nor wrong. Nothing is drawn into the picture.</p>
      ) : regions.length > MOST_LISTED ? (
        <AtPlayhead regions={regions} />
      ) : (
        <RegionList entries={[...regions.entries()]} />
      )}
    </Section>
  );
}

function AtPlayhead({ regions }: { regions: readonly IgnoreRegion[] }) {
  const frame = usePlayheadFrame();
  const present = regionsAt({ ignoreRegions: regions }, frame);
  const most = present.length > MOST_LISTED ? `, of which the first ${MOST_LISTED} are listed` : "";
  return (
    <>
      <p className={panels.hint}>
        {counted(present.length, "region")} of {regions.length.toLocaleString("en")} at this frame{most}.
      </p>
      <RegionList entries={present.slice(0, MOST_LISTED)} />
    </>
  );
}

function RegionList({ entries }: { entries: readonly PlacedRegion[] }) {
  return (
    <ul className={panels.list}>
      {entries.map(([index, region]) => (
        <RegionItem key={index} index={index} region={region} />
      ))}
    </ul>
  );
}

function RegionItem({ index, region }: { index: number; region: IgnoreRegion }) {
  const editor = useEditor();
  const selected = useSession(({ selection }) => selection.regions.includes(index));
  const choose = (more: boolean) => {
    const { selection } = editor.session.getState();
    const { frame } = editor.transient.getState();
    const last = editor.document.getState().scenario.video.durationFrames - 1;
    editor.session.setState({ selection: more ? toggled(selection, { region: index }) : selectionOf({ regions: [index] }) });
    const first = Math.max(0, region.startFrame);
    // A region beside the video holds at none of its frames: the playhead stays.
    if (!holdsAt(region, frame) && first <= last && holdsAt(region, first)) editor.transient.setState({ frame: first });
    showPanel(editor, "actor");
  };
  return (
    <li className={classes.item} data-selected={selected || undefined}>
      <div className={classes.itemHead}>
        <button type="button" className={classes.itemButton} aria-pressed={selected} onClick={(event) => choose(event.shiftKey)}>
          <IconEyeOff size={16} stroke={1.75} aria-hidden />
          <span className={classes.itemName}>{region.type ? ACTOR_LABELS[region.type] : "Every type"}</span>
          <span className={classes.itemDetail}>
            {region.startFrame}–{region.endFrame}
          </span>
        </button>
      </div>
    </li>
  );
}
