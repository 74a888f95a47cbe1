import { Button } from "@mantine/core";
import { IconBooks, IconCamera, IconFolder, IconSearchOff, IconTrash } from "@tabler/icons-react";
import type { LibraryContent } from "@/library";
import classes from "./library.module.css";
import type { Place } from "./Sidebar";

type Props = {
  readonly content: LibraryContent;
  readonly place: Place;
  /** A search text or tags exclude something. */
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onAll: () => void;
};

/** Shown instead of scenarios if there are none: why, and what to do. */
export function Nothing({ content, place, filtered, onClear, onAll }: Props) {
  const { Icon, text } = reasonOf(content, place, filtered);
  return (
    <div className={classes.empty}>
      <Icon size={40} stroke={1} aria-hidden />
      <p>{text}</p>
      {filtered ? (
        <Button variant="default" onClick={onClear}>
          Clear search and tags
        </Button>
      ) : (
        place.kind !== "all" &&
        content.rows.length > 0 && (
          <Button variant="default" onClick={onAll}>
            Show all scenarios
          </Button>
        )
      )}
    </div>
  );
}

function reasonOf({ rows, folders, projects }: LibraryContent, place: Place, filtered: boolean) {
  const quoted = (groups: readonly { id: string; name: string }[]) =>
    "id" in place ? `“${groups.find(({ id }) => id === place.id)?.name ?? ""}”` : "";
  if (filtered) return { Icon: IconSearchOff, text: "No scenario here matches this search." };
  if (place.kind === "trash") return { Icon: IconTrash, text: "The trash is empty." };
  if (place.kind === "folder")
    return { Icon: IconFolder, text: `The folder ${quoted(folders)} is empty. Select scenarios, then choose Move to put them here.` };
  if (place.kind === "project")
    return {
      Icon: IconCamera,
      text: `No scenario belongs to ${quoted(projects)} yet. Select scenarios, then choose Project to give them its camera.`,
    };
  if (place.kind === "unfiled" && rows.length > 0) return { Icon: IconFolder, text: "Every scenario is in a folder." };
  if (rows.length > 0) return { Icon: IconTrash, text: "All scenarios are in the trash." };
  return {
    Icon: IconBooks,
    text: "Scenarios you add are kept here, in this browser, and saved as you edit them. Add the open one, or import a library.",
  };
}
