import { outlivesPage, tabStorage } from "@/library/siteData";

const TRIED = "jaywalk-isolation-tried";

/**
 * Where the server sends no isolation headers, installs a service worker that adds them, and loads the page once more.
 * Export works without them too, only slower.
 * @returns whether the page is about to load again
 */
export async function isolatePage(): Promise<boolean> {
  const session = tabStorage(window);
  if (crossOriginIsolated) {
    session.removeItem(TRIED);
    return false;
  }
  // Service workers exist only on https and localhost; after one attempt that changed nothing there is no other.
  if (!("serviceWorker" in navigator) || session.getItem(TRIED) !== null) return false;
  // A page that cannot note that it tried would load again for ever.
  if (!outlivesPage(session)) return false;
  session.setItem(TRIED, "yes");
  try {
    await navigator.serviceWorker.register("./isolation.js");
    await navigator.serviceWorker.ready;
    location.reload();
    return true;
  } catch {
    return false;
  }
}
