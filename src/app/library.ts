import type { PictureStore } from "@/core/document";
import type { Editor } from "@/editor";
import { LibraryDatabase, scenarioInFragment, type LibraryLink } from "@/library";
import type { SiteData } from "@/library/siteData";
import type { ScenarioFiles } from "@/services/files/scenarioFiles";
import { createLibraryServices, type LibraryServices } from "@/services/library/libraryServices";
import { notify } from "@/ui/shell/notify";
import { followEditor } from "./follow";
import { notSavedNotice, overtakenNotice } from "./libraryNotices";

/** The browser's library, which follows the open scenario where that is in it. */
export function createLibrary(editor: Editor, pictures: PictureStore, { locks }: SiteData, restored: LibraryLink | null): LibraryServices {
  const newId = () => crypto.randomUUID();
  const services = createLibraryServices(new LibraryDatabase(), { now: Date.now, newId, pictures }, locks, (library) =>
    followEditor(
      editor,
      library,
      {
        newId,
        onOvertaken: (overtaken) => notify(overtakenNotice(overtaken)),
        onNotSaved: (notSaved) => notify(notSavedNotice(notSaved)),
      },
      restored,
    ),
  );
  const { follower } = services;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void follower.flush();
  });
  follower.changed();
  return services;
}

/** Opens the scenario that the page's address holds, and takes it out of the address. */
export async function openLinked(files: ScenarioFiles, pictures: PictureStore): Promise<void> {
  try {
    const scenario = await scenarioInFragment(location.hash);
    if (!scenario) return;
    history.replaceState(null, "", location.pathname + location.search);
    await files.open(await pictures.slim(scenario));
  } catch (error) {
    notify({ tone: "error", title: "The link could not be opened", message: error instanceof Error ? error.message : String(error) });
  }
}
