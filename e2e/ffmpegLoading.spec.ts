import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { makeNumberedVideo } from "./support/numberedVideo";
import { Person } from "./support/person";

/** Videos that only ffmpeg decodes, where ffmpeg cannot be loaded: each cause is named, and nothing hangs. */

const folder = mkdtempSync(join(tmpdir(), "jaywalk-ffmpeg-loading-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKER = "**/ffmpegWorker-*.js";
const WASM = "**/ffmpeg-core-*.wasm";
const ISOLATED = { "Cross-Origin-Embedder-Policy": "require-corp" };

async function choose(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Background: / }).click();
  await (await chooser).setFiles(path);
}

test("each reason why ffmpeg cannot be loaded is told with what to do, silence is bounded, and the next try can succeed", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const path = join(folder, "camera.avi");
  makeNumberedVideo(path, 10, "30", ["-c:v", "mjpeg", "-huffman", "default", "-q:v", "3", "-pix_fmt", "yuvj420p"]);
  await page.clock.install();
  const person = new Person(page);
  await person.startEmpty();
  await page.getByRole("tab", { name: "Scenario" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "The background could not be used" });
  const fails = async (reason: RegExp) => {
    await expect(alert).toContainText(reason, { timeout: 60_000 });
    await alert.getByRole("button", { name: "Close notification" }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByRole("button", { name: "Background: choose image or video" })).toBeVisible();
  };

  await page.route(WASM, (route) => route.abort());
  await choose(page, path);
  await fails(/connection to this page's server failed/);

  await page.unroute(WASM);
  await page.route(WASM, (route) => route.fulfill({ status: 404 }));
  await choose(page, path);
  await fails(/the server answered 404 for ffmpeg-core-\S+\.wasm/);

  await page.unroute(WASM);
  await page.route(WASM, (route) => route.fulfill({ contentType: "application/wasm", body: "<!doctype html>" }));
  await choose(page, path);
  await fails(/sent something else in place of ffmpeg-core/);

  // A server that never answers: the reading can be cancelled at once, and ends by itself.
  await page.unroute(WASM);
  const asked = page.waitForRequest(WASM);
  await page.route(WASM, () => {});
  await choose(page, path);
  await asked;
  await page.getByRole("button", { name: "Stop reading" }).click();
  await expect(page.getByRole("button", { name: "Background: choose image or video" })).toBeVisible();
  const askedAgain = page.waitForRequest(WASM);
  await choose(page, path);
  await askedAgain;
  await page.clock.fastForward(31_000);
  // The worker's script is fetched beside it: on a busy machine that download can be the one that is named.
  await fails(/the download of ffmpeg(?:-core|Worker)-\S+ stalled for 30 s/);
  await page.unroute(WASM);

  await page.route(WORKER, (route) => route.fulfill({ contentType: "text/html", headers: ISOLATED, body: "<!doctype html>" }));
  await choose(page, path);
  await fails(/sent ffmpegWorker-\S+ as “text\/html”, not as JavaScript/);
  await page.unroute(WORKER);

  // Workers that the browser refuses, or that may not compile WebAssembly.
  await page.route(WORKER, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await choose(page, path);
  await fails(/security policy blocks ffmpeg/);
  await page.unroute(WORKER);
  await page.route(WORKER, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...ISOLATED, "Content-Security-Policy": "script-src 'self'" } });
  });
  await choose(page, path);
  await fails(/security policy blocks ffmpeg/);
  await page.unroute(WORKER);

  // A worker that says nothing, as one that broke while it started.
  await page.route(WORKER, (route) => route.fulfill({ contentType: "text/javascript", headers: ISOLATED, body: "throw new Error()" }));
  const started = page.waitForEvent("worker");
  await choose(page, path);
  await started;
  await page.clock.fastForward(121_000);
  await fails(/did not start within 2 minutes/);
  await page.unroute(WORKER);

  await choose(page, path);
  await expect(page.getByRole("button", { name: "Background: camera.avi" })).toBeVisible({ timeout: 60_000 });
});
