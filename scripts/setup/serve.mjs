import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "./run.mjs";
import { SECURITY_HEADERS } from "./headers.mjs";

/** Serves the built app with the headers it wants. @returns the address, once it listens */
export async function serveApp({ port, host = "127.0.0.1" }) {
  const { default: sirv } = await import("sirv");
  const files = sirv(join(ROOT, "dist"), {
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.statusCode = 404;
      response.end("Not found");
    });
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, host, () => resolve(`http://${host === "127.0.0.1" ? "localhost" : host}:${server.address().port}/`));
  });
}
