import { Button, Menu } from "@mantine/core";
import { IconCamera, IconCopy, IconFolder, IconMovie, IconTag, IconTrash, IconX } from "@tabler/icons-react";
import type { LibraryContent, ScenarioSummary } from "@/library";
import classes from "./library.module.css";
import { FolderItems, ProjectItems, TagItems } from "./OrganiseItems";
import type { CardActions } from "./ScenarioCard";

type Props = {
  readonly chosen: readonly ScenarioSummary[];
  readonly content: LibraryContent;
  readonly trash: boolean;
  readonly actions: CardActions;
  readonly onRender: () => void;
  readonly onClear: () => void;
};

const ICON = { size: 15, stroke: 1.75, "aria-hidden": true } as const;

/** Actions for all selected scenarios. */
export function SelectionBar({ chosen, content, trash, actions, onRender, onClear }: Props) {
  const ids = chosen.map(({ id }) => id);
  return (
    <div className={classes.selectionBar} role="toolbar" aria-label="Selected scenarios">
      <strong>{chosen.length === 1 ? "1 selected" : `${chosen.length} selected`}</strong>
      {trash ? (
        <>
          <Button variant="default" onClick={() => actions.untrash(ids)}>
            Restore
          </Button>
          <Button variant="default" color="red" onClick={() => actions.remove(ids)}>
            Delete permanently
          </Button>
        </>
      ) : (
        <>
          <Button variant="default" leftSection={<IconCopy {...ICON} />} onClick={() => actions.duplicate(ids)}>
            Duplicate
          </Button>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconTag {...ICON} />}>
                Tags
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <TagItems chosen={chosen} content={content} />
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconFolder {...ICON} />}>
                Move
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <FolderItems chosen={chosen} content={content} />
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconCamera {...ICON} />}>
                Project
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <ProjectItems chosen={chosen} content={content} />
            </Menu.Dropdown>
          </Menu>
          <Button variant="default" leftSection={<IconMovie {...ICON} />} onClick={onRender}>
            Render as suite
          </Button>
          <Button variant="default" leftSection={<IconTrash {...ICON} />} onClick={() => actions.trash(ids)}>
            Move to trash
          </Button>
        </>
      )}
      <Button variant="subtle" color="gray" leftSection={<IconX {...ICON} />} onClick={onClear} ml="auto">
        Clear selection
      </Button>
    </div>
  );
}
