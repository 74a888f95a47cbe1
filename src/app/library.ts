import type { Editor } from "@/editor";
import { LibraryDatabase, createFollower, scenarioInFragment } from "@/library";
import type { ScenarioFiles } from "@/ui/files/scenarioFiles";
import { createLibraryServices, type LibraryServices } from "@/ui/library/libraryServices";
import { notify } from "@/ui/shell/notify";

/** The browser's library, which follows the open scenario where that is in it. */
export function createLibrary(editor: Editor): LibraryServices {
  const newId = () => crypto.randomUUID();
  const locks = "locks" in navigator ? navigator.locks : null;
  const services = createLibraryServices(new LibraryDatabase(), { now: Date.now, newId }, locks, (library) =>
    createFollower(library, {
      source: () => editor.document.getState().scenario,
      renew: (id) => editor.run({ label: "Keep in library", apply: (scenario) => ({ ...scenario, id }) }),
      newId,
      memory: window.localStorage,
      onOvertaken: (name) =>
        notify({
          tone: "warning",
          title: `“${name}” is another in the library`,
          message: "It was changed or deleted elsewhere. This tab goes on with a copy that is not in the library yet; add it there to keep both.",
        }),
    }),
  );
  const { follower } = services;
  editor.document.subscribe((state, before) => {
    if (state.scenario !== before.scenario) follower.changed();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void follower.flush();
  });
  follower.status.subscribe(({ fault }, before) => {
    if (fault && !before.fault) notify({ tone: "error", title: "Not saved in the library", message: fault.message });
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
    notify({ tone: "error", title: "The link was not opened", message: error instanceof Error ? error.message : String(error) });
  }
}
