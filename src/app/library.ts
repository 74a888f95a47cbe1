import type { Editor } from "@/editor";
import { LibraryDatabase, scenarioInFragment, type LibraryLink, type Overtaken } from "@/library";
import type { SiteData } from "@/library/siteData";
import type { ScenarioFiles } from "@/services/files/scenarioFiles";
import { createLibraryServices, type LibraryServices } from "@/services/library/libraryServices";
import { notify } from "@/ui/shell/notify";
import { followEditor } from "./follow";

const OVERTAKEN: Record<Overtaken, { title: (name: string) => string; message: string }> = {
  changed: {
    title: (name) => `“${name}” is different in the library`,
    message: "It was changed in another tab. Your version is now a copy that is not in the library yet; add it to keep both.",
  },
  deleted: {
    title: (name) => `“${name}” is no longer in the library`,
    message: "It was deleted there. The open scenario stays open as a separate copy; add it to the library to keep it.",
  },
};

/** The browser's library, which follows the open scenario where that is in it. */
export function createLibrary(editor: Editor, { locks }: SiteData, restored: LibraryLink | null): LibraryServices {
  const newId = () => crypto.randomUUID();
  const onOvertaken = (name: string, how: Overtaken) =>
    notify({ tone: "warning", title: OVERTAKEN[how].title(name), message: OVERTAKEN[how].message });
  const services = createLibraryServices(new LibraryDatabase(), { now: Date.now, newId }, locks, (library) =>
    followEditor(editor, library, { newId, onOvertaken }, restored),
  );
  const { follower } = services;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void follower.flush();
  });
  follower.status.subscribe(({ fault }, before) => {
    // Where nothing can be kept, that was told once.
    if (fault && !before.fault && fault.fault !== "unavailable")
      notify({ tone: "error", title: "Not saved in the library", message: fault.message });
  });
  follower.changed();
  return services;
}

/** Opens the scenario that the page's address holds, and takes it out of the address. */
export async function openLinked(files: ScenarioFiles): Promise<void> {
  try {
    const scenario = await scenarioInFragment(location.hash);
    if (!scenario) return;
    history.replaceState(null, "", location.pathname + location.search);
    await files.open(scenario);
  } catch (error) {
    notify({ tone: "error", title: "The link could not be opened", message: error instanceof Error ? error.message : String(error) });
  }
}
