import { expect, test, type Page } from "@playwright/test";
import { bundleHarness } from "../scripts/setup/bundleHarness.mjs";
import type {} from "./harness/pictureFile";

let script = "";
test.beforeAll(async () => {
  script = await bundleHarness("pictureFile");
});

const svg = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">${body}</svg>`;

async function attempt(page: Page, name: string, type: string, contents: string | { width: number; height: number }) {
  return page.evaluate(([name, type, contents]) => globalThis.importPicture(name, type, contents), [name, type, contents] as const);
}

test("good images are used as they are; a drawing becomes a PNG that the renderer can read", async ({ page }) => {
  // A secure context, like the app's: digests require one.
  await page.route("https://jaywalk.test/", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto("https://jaywalk.test/");
  await page.addScriptTag({ content: script });
  expect(await attempt(page, "photo.png", "image/png", { width: 30, height: 10 })).toMatchObject({
    mediaType: "image/png",
    width: 30,
    height: 10,
  });
  const drawing = svg(
    `<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect width="40" height="20" fill="url(#g)"/>`,
  );
  expect(await attempt(page, "car.svg", "image/svg+xml", drawing)).toMatchObject({
    name: "car.svg",
    mediaType: "image/png",
    width: 2048,
    height: 1024,
  });
});

test("bad images are refused with their name and the reason, and nothing is fetched from anywhere", async ({ page }) => {
  const requests: string[] = [];
  await page.route("**", (route) => {
    requests.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
  });
  await page.goto("https://jaywalk.test/");
  await page.addScriptTag({ content: script });
  requests.length = 0;
  const bad: [string, string, string | { width: number; height: number }, RegExp][] = [
    ["empty.png", "image/png", "", /empty\.png.*cannot be decoded/],
    ["notes.png", "image/png", "buy milk", /notes\.png.*cannot be decoded/],
    ["notes.txt", "text/plain", "buy milk", /notes\.txt.*not a PNG, JPEG, WebP or SVG/],
    ["wide.png", "image/png", { width: 20_000, height: 2 }, /wide\.png.*20000 × 2 pixels/],
    ["script.svg", "image/svg+xml", svg("<script>alert(1)</script>"), /script\.svg.*contains a script/],
    ["click.svg", "image/svg+xml", svg(`<rect width="9" height="9" onclick="alert(1)"/>`), /click\.svg.*contains a script/],
    [
      "far.svg",
      "image/svg+xml",
      svg(`<image href="https://elsewhere.test/a.png" width="9" height="9"/>`),
      /far\.svg.*refers to another file/,
    ],
    ["old.svg", "image/svg+xml", svg(`<use xlink:href="other.svg#a"/>`), /old\.svg.*refers to another file/],
    ["style.svg", "image/svg+xml", svg(`<style>@import "https://elsewhere.test/a.css";</style>`), /style\.svg.*style sheet/],
    [
      "fill.svg",
      "image/svg+xml",
      svg(`<rect width="9" height="9" fill="url(https://elsewhere.test/a.svg#g)"/>`),
      /fill\.svg.*refers to another file/,
    ],
    ["page.svg", "image/svg+xml", svg("<foreignObject><p>hello</p></foreignObject>"), /page\.svg.*foreign content/],
    ["broken.svg", "image/svg+xml", "<svg", /broken\.svg.*not a well-formed SVG/],
  ];
  for (const [name, type, contents, reason] of bad) expect(await attempt(page, name, type, contents), name).toMatch(reason);
  expect(requests.filter((url) => !url.startsWith("data:") && !url.startsWith("blob:"))).toEqual([]);
});
