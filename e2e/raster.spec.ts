import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { bundleHarness } from "../scripts/setup/bundleHarness.mjs";
import { rasterDigests } from "./harness/raster";
import { openFirefox } from "./support/firefox";

/** A page that reports the rasteriser's output in its browser to its server. */
async function servePage(script: string) {
  const page = `<!doctype html><script>${script.replaceAll("</script", "<\\/script")}</script>
    <script>raster.digests().then((digests) => fetch("/digests", { method: "POST", body: JSON.stringify(digests) }))</script>`;
  let report: (digests: unknown) => void = () => {};
  const digests = new Promise<unknown>((resolve) => (report = resolve));
  const server = createServer((request, response) => {
    if (request.method !== "POST") {
      response.setHeader("Content-Type", "text/html").end(page);
      return;
    }
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.once("end", () => {
      report(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server is not listening");
  return {
    address: `http://127.0.0.1:${address.port}/`,
    digests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test("the rasteriser gives the same bytes in Node, Chromium and Firefox", async ({ page }) => {
  const inNode = await rasterDigests();
  expect(new Set(inNode).size).toBe(10);
  const server = await servePage(await bundleHarness("raster"));
  const firefox = openFirefox(server.address);
  try {
    expect(await server.digests, "Firefox").toEqual(inNode);
    await page.goto("about:blank");
    await page.goto(server.address);
    expect(await page.evaluate(() => globalThis.raster.digests()), "Chromium").toEqual(inNode);
  } finally {
    await firefox.close();
    server.close();
  }
});
