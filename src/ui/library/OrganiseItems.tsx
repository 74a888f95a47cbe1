import { Menu } from "@mantine/core";
import { tagsInUse, type LibraryContent, type ScenarioSummary } from "@/library";
import { askForName } from "./askForName";
import { attempt } from "./attempt";
import { useLibrary } from "./useLibrary";

type Props = { readonly chosen: readonly ScenarioSummary[]; readonly content: LibraryContent };

/** So many of the library's tags are offered, the most used first. */
const MOST_TAGS = 12;

const change = (work: Promise<unknown>) => void attempt("The scenarios could not be changed", () => work);
const idsOf = (chosen: readonly ScenarioSummary[]) => chosen.map(({ id }) => id);

/** Menu items that tag scenarios. */
export function TagItems({ chosen, content }: Props) {
  const { library } = useLibrary();
  const ids = idsOf(chosen);
  const common = tagsInUse(chosen);
  const ask = { title: "Add a tag", label: "Tag", button: "Add tag" };
  return (
    <>
      <Menu.Item onClick={() => askForName({ ...ask, onName: (tag) => change(library.tag(ids, { add: [tag] })) })}>New tag</Menu.Item>
      {tagsInUse(content.rows)
        .filter(({ tag }) => !chosen.every(({ tags }) => tags.includes(tag)))
        .slice(0, MOST_TAGS)
        .map(({ tag }) => (
          <Menu.Item key={tag} onClick={() => change(library.tag(ids, { add: [tag] }))}>
            Add “{tag}”
          </Menu.Item>
        ))}
      {common.length > 0 && <Menu.Divider />}
      {common.map(({ tag }) => (
        <Menu.Item key={tag} onClick={() => change(library.tag(ids, { remove: [tag] }))}>
          Remove “{tag}”
        </Menu.Item>
      ))}
    </>
  );
}

/** Menu items that move scenarios to a folder, or out of one. */
export function FolderItems({ chosen, content }: Props) {
  const { library } = useLibrary();
  return (
    <>
      <Menu.Item onClick={() => change(library.move(idsOf(chosen), null))}>No folder</Menu.Item>
      {content.folders.map(({ id, name }) => (
        <Menu.Item key={id} onClick={() => change(library.move(idsOf(chosen), id))}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
}

/** Menu items that give scenarios to a project, or take them from one. */
export function ProjectItems({ chosen, content }: Props) {
  const { library } = useLibrary();
  return (
    <>
      <Menu.Item onClick={() => change(library.assign(idsOf(chosen), null))}>No project</Menu.Item>
      {content.projects.map(({ id, name }) => (
        <Menu.Item key={id} onClick={() => change(library.assign(idsOf(chosen), id))}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
