import { counted } from "@/core/text";
import { Menu } from "@mantine/core";
import { IconCamera, IconDots, IconFolder, IconFolderOff, IconFolderPlus, IconPlus, IconStack2, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { folderWithin, tagsToChoose, type FolderRow, type LibraryContent, type LibraryQuery } from "@/library";
import { IconAction } from "../shell/IconAction";
import { askForName, confirm } from "./askForName";
import { attempt } from "./attempt";
import { editProject } from "./ProjectForm";
import classes from "./library.module.css";
import { useLibrary } from "./useLibrary";
import { StorageBox } from "./StorageBox";

/** The current place in the library: a folder, a project, the trash. */
export type Place = { readonly kind: "all" | "unfiled" | "trash" } | { readonly kind: "folder" | "project"; readonly id: string };

/** The part of a query that a place stands for. */
export function queryOfPlace(place: Place, folders: readonly FolderRow[]): Pick<LibraryQuery, "folders" | "projectId" | "trash"> {
  return {
    folders: place.kind === "folder" ? folderWithin(folders, place.id) : place.kind === "unfiled" ? "none" : "all",
    projectId: place.kind === "project" ? place.id : null,
    trash: place.kind === "trash",
  };
}

const EVERYWHERE: Place = { kind: "all" };

/** The place itself, or everything if another tab or a restore has removed it. */
export function placeIn({ folders, projects }: LibraryContent, place: Place): Place {
  const isThere = !("id" in place) || (place.kind === "folder" ? folders : projects).some(({ id }) => id === place.id);
  return isThere ? place : EVERYWHERE;
}

type Props = {
  readonly content: LibraryContent;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly tags: readonly string[];
  readonly onTags: (tags: readonly string[]) => void;
};

/** Folders, projects, tags, trash and storage. */
export function Sidebar({ content, place, onPlace, tags, onTags }: Props) {
  const { groups } = useLibrary();
  const present = content.rows.filter(({ trashedAt }) => trashedAt === null);
  const inProject = (id: string) => content.rows.filter(({ projectId, trashedAt }) => projectId === id && trashedAt === null);
  const entry = (to: Place, name: string, icon: ReactNode, count: number, menu?: ReactNode, indent = 0) => (
    <div
      className={classes.place}
      data-active={same(place, to) || undefined}
      style={{ marginLeft: indent * 14 }}
      key={"id" in to ? to.id : to.kind}
    >
      <button type="button" className={classes.placeButton} aria-current={same(place, to)} onClick={() => onPlace(to)}>
        {icon}
        <span className={classes.placeName}>{name}</span>
        <span className={classes.count}>{count}</span>
      </button>
      {menu}
    </div>
  );
  const addFolder = (parentId: string | null) =>
    askForName({
      title: "New folder",
      label: "Name",
      button: "Create folder",
      onName: (name) => void attempt("The folder could not be created", () => groups.addFolder(name, parentId)),
    });
  const folders = (parentId: string | null, depth: number): ReactNode =>
    content.folders
      .filter((folder) => folder.parentId === parentId)
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((folder) => {
        const within = folderWithin(content.folders, folder.id);
        const count = present.filter(({ folderId }) => folderId !== null && within.has(folderId)).length;
        const own = present.filter(({ folderId }) => folderId === folder.id).length;
        return [
          entry(
            { kind: "folder", id: folder.id },
            folder.name,
            <IconFolder {...ICON} />,
            count,
            <FolderMenu folder={folder} own={own} onAdd={() => addFolder(folder.id)} />,
            depth,
          ),
          folders(folder.id, depth + 1),
        ];
      });

  return (
    <nav className={classes.side} aria-label="Library locations">
      {entry({ kind: "all" }, "All scenarios", <IconStack2 {...ICON} />, present.length)}
      {entry(
        { kind: "unfiled" },
        "Not in a folder",
        <IconFolderOff {...ICON} />,
        present.filter(({ folderId }) => folderId === null).length,
      )}
      {entry({ kind: "trash" }, "Trash", <IconTrash {...ICON} />, content.rows.length - present.length)}
      <div className={classes.sideTitle}>
        Folders
        <IconAction label="New folder" onClick={() => addFolder(null)}>
          <IconFolderPlus {...ICON} />
        </IconAction>
      </div>
      {folders(null, 0)}
      <div className={classes.sideTitle}>
        Projects
        <IconAction label="New project" onClick={() => editProject(groups, null)}>
          <IconPlus {...ICON} />
        </IconAction>
      </div>
      {content.projects.map((project) =>
        entry(
          { kind: "project", id: project.id },
          project.name,
          <IconCamera {...ICON} />,
          inProject(project.id).length,
          <PlaceMenu name={project.name}>
            <Menu.Item onClick={() => editProject(groups, project)}>Edit project</Menu.Item>
            <Menu.Item
              color="red"
              onClick={() =>
                removeGroup("project", project.name, inProject(project.id).length, "have no project", () =>
                  groups.removeProject(project.id),
                )
              }
            >
              Remove project, keep scenarios
            </Menu.Item>
          </PlaceMenu>,
        ),
      )}
      <div className={classes.sideTitle}>Tags</div>
      <div className={classes.tags}>
        {tagsToChoose(content.rows, tags).map(({ tag, count }) => {
          const active = tags.includes(tag);
          return (
            <button
              key={tag}
              type="button"
              className={classes.tag}
              aria-pressed={active}
              title={`${tag}: ${counted(count, "scenario")}`}
              onClick={() => onTags(active ? tags.filter((other) => other !== tag) : [...tags, tag])}
            >
              {tag}
            </button>
          );
        })}
      </div>
      <StorageBox />
    </nav>
  );
}

/** Removes a folder or project; asks first if scenarios would lose their place. */
function removeGroup(what: "folder" | "project", name: string, count: number, fate: string, remove: () => Promise<void>): void {
  const run = () => void attempt(`The ${what} could not be removed`, remove);
  if (count === 0) run();
  else
    confirm({
      title: `Remove the ${what} “${name}”?`,
      text: count === 1 ? `Its scenario will be kept and ${fate}.` : `Its ${counted(count, "scenario")} will be kept and ${fate}.`,
      button: `Remove ${what}`,
      onConfirm: run,
    });
}

/** `own`: how many scenarios are in the folder itself; those in nested folders stay there. */
function FolderMenu({ folder, own, onAdd }: { folder: FolderRow; own: number; onAdd: () => void }) {
  const { groups } = useLibrary();
  return (
    <PlaceMenu name={folder.name}>
      <Menu.Item onClick={onAdd}>New subfolder</Menu.Item>
      <Menu.Item
        onClick={() =>
          askForName({
            title: "Rename folder",
            label: "Name",
            initial: folder.name,
            button: "Rename",
            onName: (name) => void attempt("The folder could not be renamed", () => groups.renameFolder(folder.id, name)),
          })
        }
      >
        Rename folder
      </Menu.Item>
      <Menu.Item
        color="red"
        onClick={() => removeGroup("folder", folder.name, own, "move up one level", () => groups.removeFolder(folder.id))}
      >
        Remove folder, keep scenarios
      </Menu.Item>
    </PlaceMenu>
  );
}

function PlaceMenu({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconAction label={`More for ${name}`} onClick={() => undefined}>
          <IconDots {...ICON} />
        </IconAction>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

const same = (a: Place, b: Place): boolean => a.kind === b.kind && ("id" in a ? a.id : "") === ("id" in b ? b.id : "");
