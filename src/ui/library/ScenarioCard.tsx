import { ActionIcon, Checkbox, Menu } from "@mantine/core";
import { IconAlertTriangle, IconDots } from "@tabler/icons-react";
import { memo, useState } from "react";
import { ACTOR_TYPES, CONDITIONS } from "@/core/document";
import type { ScenarioSummary } from "@/library";
import { ActorIcon } from "../look/actors";
import { formatSeconds } from "@/core/text";
import { WeatherIcon } from "../look/weather";
import classes from "./library.module.css";
import { FolderItems, ProjectItems, TagItems } from "./OrganiseItems";
import { Thumbnail } from "./Thumbnail";
import { useLibraryContent } from "./useLibrary";
import { useScenarioOf } from "./useScenario";
import { secondsOf } from "@/core/timeline";

export type CardActions = {
  readonly open: (row: ScenarioSummary) => void;
  readonly rename: (row: ScenarioSummary) => void;
  readonly duplicate: (ids: readonly string[]) => void;
  readonly copyLink: (row: ScenarioSummary) => void;
  readonly trash: (ids: readonly string[]) => void;
  readonly untrash: (ids: readonly string[]) => void;
  readonly remove: (ids: readonly string[]) => void;
  /** `range`: everything from the last selected one to this. */
  readonly select: (id: string, range: boolean) => void;
};

type Props = {
  readonly row: ScenarioSummary;
  readonly selected: boolean;
  /** Something is selected, so checkboxes are visible everywhere. */
  readonly selecting: boolean;
  /** It is the one open in the editor. */
  readonly isOpen: boolean;
  readonly actions: CardActions;
};

/** One scenario: its picture, name and figures. */
export const ScenarioCard = memo(function ScenarioCard({ row, selected, selecting, isOpen, actions }: Props) {
  const { name, tags, actors, weather, durationFrames, fps, trashedAt } = row;
  return (
    <article className={classes.card} data-selected={selected || undefined} data-selecting={selecting || undefined} aria-label={name}>
      <button
        type="button"
        className={classes.open}
        aria-label={`Open ${name}`}
        onClick={() => (trashedAt === null ? actions.open(row) : actions.select(row.id, false))}
      >
        <CardPicture row={row} />
        {isOpen && <span className={classes.badge}>Open</span>}
      </button>
      <span className={classes.check}>
        <Checkbox
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => actions.select(row.id, event.shiftKey)}
        />
      </span>
      <div className={classes.caption}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        <CardMenu row={row} actions={actions} />
      </div>
      <div className={classes.facts}>
        <span>{formatSeconds(secondsOf(durationFrames, fps))}</span>
        {ACTOR_TYPES.map((type) => {
          const count = actors[type] ?? 0;
          return (
            count > 0 && (
              <span key={type} className={classes.fact}>
                <ActorIcon type={type} size={14} /> {count}
              </span>
            )
          );
        })}
        <span className={classes.fact}>
          {CONDITIONS.filter((condition) => weather.includes(condition)).map((condition) => (
            <WeatherIcon key={condition} condition={condition} size={14} />
          ))}
        </span>
        {tags.length > 0 && (
          <span className={classes.factTags} title={tags.join(", ")}>
            {tags.join(", ")}
          </span>
        )}
      </div>
    </article>
  );
});

function CardPicture({ row }: { row: ScenarioSummary }) {
  const scenario = useScenarioOf(row);
  if (scenario === null) return <span className={classes.thumbnail} />;
  if (typeof scenario !== "string") return <Thumbnail scenario={scenario} />;
  return (
    <span className={classes.thumbnail}>
      <span className={classes.broken} title={scenario}>
        <IconAlertTriangle size={20} aria-hidden />
        Damaged: restore it from a version
      </span>
    </span>
  );
}

const ORGANISE = [
  { label: "Tags", Items: TagItems },
  { label: "Move", Items: FolderItems },
  { label: "Project", Items: ProjectItems },
] as const;

/** What the bar of selected scenarios offers, for this one. */
function OrganiseMenus({ row }: { row: ScenarioSummary }) {
  const { content } = useLibraryContent();
  if (!content) return null;
  return (
    <>
      <Menu.Divider />
      {ORGANISE.map(({ label, Items }) => (
        <Menu.Sub key={label}>
          <Menu.Sub.Target>
            <Menu.Sub.Item>{label}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <Items chosen={[row]} content={content} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      ))}
    </>
  );
}

/** A menu for each of a thousand cards would make scrolling heavy: it is made when it is asked for. */
function CardMenu({ row, actions }: { row: ScenarioSummary; actions: CardActions }) {
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState(false);
  const button = (
    <ActionIcon
      className={classes.more}
      title="More"
      aria-label={`More for ${row.name}`}
      aria-haspopup="menu"
      onClick={() => {
        setAsked(true);
        setOpened(!opened);
      }}
    >
      <IconDots size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
  if (!asked) return button;
  return (
    // A menu that scrolls would keep the ones that open beside it inside.
    <Menu position="bottom-end" width={180} opened={opened} onChange={setOpened} styles={{ dropdown: { overflowY: "visible" } }}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {row.trashedAt === null ? (
          <>
            <Menu.Item onClick={() => actions.open(row)}>Open</Menu.Item>
            <Menu.Item onClick={() => actions.rename(row)}>Rename</Menu.Item>
            <Menu.Item onClick={() => actions.duplicate([row.id])}>Duplicate</Menu.Item>
            <Menu.Item onClick={() => actions.copyLink(row)}>Copy link</Menu.Item>
            <OrganiseMenus row={row} />
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => actions.trash([row.id])}>
              Move to trash
            </Menu.Item>
          </>
        ) : (
          <>
            <Menu.Item onClick={() => actions.untrash([row.id])}>Restore</Menu.Item>
            <Menu.Item color="red" onClick={() => actions.remove([row.id])}>
              Delete permanently
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
