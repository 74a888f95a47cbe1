const TRIED = "jaywalk-isolation-tried";

/**
 * Where the server sends no isolation headers, installs a service worker that adds them, and loads the page once more.
 * Export works without them too, only slower.
 * @returns whether the page is about to load again
 */
export async function isolatePage(): Promise<boolean> {
  if (crossOriginIsolated) {
    sessionStorage.removeItem(TRIED);
    return false;
  }
  // Service workers exist only on https and localhost; after one attempt that changed nothing there is no other.
  if (!("serviceWorker" in navigator) || sessionStorage.getItem(TRIED) !== null) return false;
  sessionStorage.setItem(TRIED, "yes");
  try {
    await navigator.serviceWorker.register("./isolation.js");
    await navigator.serviceWorker.ready;
    location.reload();
    return true;
  } catch {
    return false;
  }
}
