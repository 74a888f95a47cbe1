import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

/** Serves the built app with the headers it needs. @returns the address, once it is listening */
export async function serveApp({ port, host = "127.0.0.1" }) {
  // Imported only now: the dependencies may have just been installed.
  const { appFiles } = await import("../../src/cli/headless/appFiles.mjs");
  const server = createServer(appFiles(join(ROOT, "dist")));
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, host, () => resolve(`http://${host === "127.0.0.1" ? "localhost" : host}:${server.address().port}/`));
  });
}
