// A service worker that adds the headers which a plain file host cannot set: with them the page is cross-origin isolated,
// has SharedArrayBuffer, and exports at full speed. It changes nothing else and keeps no copies.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  // Ranges of blobs and other origins are none of ours (the page asks no other origin for anything).
  if (new URL(request.url).origin !== self.location.origin || request.cache === "only-if-cached") return;
  event.respondWith(
    fetch(request).then((response) => {
      // A redirect is the browser's to follow; what has no status cannot be made anew.
      if (response.status === 0) return response;
      const headers = new Headers(response.headers);
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cross-Origin-Embedder-Policy", "require-corp");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      const { status, statusText } = response;
      return new Response(status === 204 || status === 304 ? null : response.body, { status, statusText, headers });
    }),
  );
});
