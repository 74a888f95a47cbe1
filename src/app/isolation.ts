import { outlivesPage, tabStorage } from "@/library/siteData";

const TRIED = "jaywalk-isolation-tried";

/**
 * If the server sends no isolation headers, installs a service worker that adds them, and reloads the page. Export works without them
 * too, only slower.
 * @returns whether the page is about to reload
 */
export async function isolatePage(): Promise<boolean> {
  const session = tabStorage(window);
  if (crossOriginIsolated) {
    session.removeItem(TRIED);
    return false;
  }
  // Service workers exist only on https and localhost; after one attempt without effect there is no second one.
  if (!("serviceWorker" in navigator) || session.getItem(TRIED) !== null) return false;
  // Without a record of the attempt, the page would reload forever.
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
