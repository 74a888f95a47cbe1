import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import sirv from "sirv";

test("on a host that sets no headers, the page isolates itself and can share memory", async ({ page }) => {
  const files = sirv("dist");
  const server = createServer((request, response) => files(request, response, () => void response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    await expect(page.getByRole("button", { name: "Export" }).first()).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("a host that redirects to clean addresses still does so under the service worker", async ({ page }) => {
  const files = sirv("dist");
  const server = createServer((request, response) => {
    if (request.url === "/index.html") response.writeHead(308, { location: "/" }).end();
    else files(request, response, () => void response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  try {
    await page.goto(address);
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    await page.goto(`${address}index.html`);
    await expect(page.getByRole("button", { name: "Export" }).first()).toBeVisible();
    expect(page.url()).toBe(address);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("nothing leaves the machine: no request goes to another origin, and the page's own policy forbids them", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  const violations: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && `${origin}/` !== baseURL) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  await page.goto("./");
  await page.getByRole("button", { name: "Export" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(foreign).toEqual([]);
  expect(violations).toEqual([]);

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'self'");
  const refused = await page.evaluate(() =>
    fetch("https://example.com/").then(
      () => "sent",
      () => "refused",
    ),
  );
  expect(refused).toBe("refused");
  expect(violations.length).toBeGreaterThan(0);
});

test("the licences of redistributed software are included", async ({ request }) => {
  expect(await (await request.get("licences/GPL-2.0.txt")).text()).toContain("GNU GENERAL PUBLIC LICENSE");
  expect(await (await request.get("licences/NOTICE.md")).text()).toContain("@ffmpeg/core");
});
