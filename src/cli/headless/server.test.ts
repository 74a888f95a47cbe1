import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { appFiles } from "./appFiles.mjs";
import { HeadlessServer } from "./server";

let folder: string;
let headless: HeadlessServer;
let plain: Server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "jaywalk-app-"));
  writeFileSync(join(folder, "index.html"), "the app");
  writeFileSync(join(folder, "100 %.txt"), "whole");
  headless = await HeadlessServer.start(folder);
  plain = createServer(appFiles(folder));
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await headless.close();
  plain.closeAllConnections();
  await new Promise((resolve) => plain.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The server's answer to the given bytes, or an empty string if it just closes the connection. */
function say(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket
      .setEncoding("latin1")
      .on("data", (text: string) => (answer += text))
      .on("error", () => undefined)
      .on("close", () => resolve(answer));
  });
}

const request = (line: string, headers = "") => `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`;

it("no request, however malformed, ends the server or leaves its folder", async () => {
  const { address } = headless;
  for (const port of [Number(new URL(address).port), (plain.address() as AddressInfo).port]) {
    const answers: [string, RegExp][] = [
      ["GET /%", /^HTTP\/1.1 400/],
      ["GET /%E0%A4%A", /^HTTP\/1.1 400/],
      ["GET /%00", /^HTTP\/1.1 400/],
      ["GET //", /^HTTP\/1.1 400/],
      ["GET //[", /^HTTP\/1.1 400/],
      ["GET http://[", /^HTTP\/1.1 400/],
      ["GET *", /^HTTP\/1.1 400/],
      ["GET /../../../../etc/passwd", /^HTTP\/1.1 400/],
      ["GET /%2e%2e/%2e%2e/etc/passwd", /^HTTP\/1.1 400/],
      ["GET /..%5c..%5cetc/passwd", /^HTTP\/1.1 400/],
      ["GET /none?%", /^HTTP\/1.1 404/],
      ["GET /100%20%25.txt", /^HTTP\/1.1 200[^]*whole$/],
      ["POST /", /^HTTP\/1.1 405[^]*Allow: GET, HEAD/],
      ["DELETE /index.html", /^HTTP\/1.1 405/],
      ["BREW /", /^HTTP\/1.1 400/],
      ["CONNECT localhost:1", /^$/],
    ];
    for (const [line, answer] of answers) expect(await say(port, request(line)), line).toMatch(answer);
    expect(await say(port, request("GET /", `X-Long: ${"x".repeat(100_000)}\r\n`))).toMatch(/^HTTP\/1.1 431|^$/);
    expect(await say(port, "\0\x01nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400/);
    expect(await say(port, request("GET /"))).toMatch(/^HTTP\/1.1 200[^]*the app$/);
  }
});

it("requests that have the session's token but make no sense are refused, and the session continues", async () => {
  const { port, hash } = new URL(headless.address);
  const session = `http://127.0.0.1:${port}${hash.slice(1)}`;
  const status = async (path: string, options?: RequestInit) => (await fetch(`${session}/${path}`, options)).status;
  expect(await status("nothing")).toBe(404);
  expect(await status("files", { method: "PUT", body: "x" })).toBe(404);
  headless.give(
    { type: "export" as const, request: {} as never, storage: { freeBytes: null, copies: 1, place: "" } },
    { folder, onReport: () => undefined },
  );
  expect(await status("report", { method: "POST", body: "{" })).toBe(500);
  expect(await status("files", { method: "PUT", body: "x" })).toBe(500);
  expect(await status("job")).toBe(200);
});
