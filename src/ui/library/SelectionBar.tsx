import { Button, Menu } from "@mantine/core";
import { IconCamera, IconCopy, IconFolder, IconMovie, IconTag, IconTrash, IconX } from "@tabler/icons-react";
import { tagsInUse, type LibraryContent, type ScenarioSummary } from "@/library";
import { askForName } from "./askForName";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useLibrary } from "./useLibrary";
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
  const { library } = useLibrary();
  const ids = chosen.map(({ id }) => id);
  const change = (work: Promise<unknown>) => void attempt("The scenarios could not be changed", () => work);
  const common = tagsInUse(chosen).map(({ tag }) => tag);
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
              <Menu.Item
                onClick={() =>
                  askForName({
                    title: "Add a tag",
                    label: "Tag",
                    button: "Add tag",
                    onName: (tag) => change(library.tag(ids, { add: [tag] })),
                  })
                }
              >
                New tag
              </Menu.Item>
              {tagsInUse(content.rows)
                .filter(({ tag }) => !chosen.every(({ tags }) => tags.includes(tag)))
                .slice(0, 12)
                .map(({ tag }) => (
                  <Menu.Item key={tag} onClick={() => change(library.tag(ids, { add: [tag] }))}>
                    Add “{tag}”
                  </Menu.Item>
                ))}
              {common.length > 0 && <Menu.Divider />}
              {common.map((tag) => (
                <Menu.Item key={tag} onClick={() => change(library.tag(ids, { remove: [tag] }))}>
                  Remove “{tag}”
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconFolder {...ICON} />}>
                Move
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => change(library.move(ids, null))}>No folder</Menu.Item>
              {content.folders.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => change(library.move(ids, id))}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconCamera {...ICON} />}>
                Project
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => change(library.assign(ids, null))}>No project</Menu.Item>
              {content.projects.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => change(library.assign(ids, id))}>
                  {name}
                </Menu.Item>
              ))}
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
