import { expect, it } from "vitest";
import { FFmpegLoadingFault, ffmpegLoadingFault, ffmpegStartFault } from "./ffmpegLoading";

const started = (cause: unknown, isBlocked = false) => {
  const { problem, message } = ffmpegStartFault(cause, isBlocked, true);
  return `${problem}: ${message}`;
};

it("blames the connection only where something was fetched, and otherwise says what keeps ffmpeg from starting", () => {
  expect(ffmpegLoadingFault(new TypeError("Failed to fetch"), false, true).problem).toBe("connection");
  // The worker hands errors over as text.
  expect(started("TypeError: Failed to fetch dynamically imported module: https://example.org/a.js")).toMatch(/^connection/);
  expect(started("QuotaExceededError: The operation failed because it would cause the application to exceed its storage quota.")).toMatch(
    /^storage: .*storage is full\. Free some space/,
  );
  for (const said of [
    "NoModificationAllowedError: Access Handles cannot be created if there is another open Access Handle or Writable stream.",
    "InvalidStateError: The file was changed",
  ])
    expect(started(said)).toBe(
      `storage: ffmpeg could not start: the browser did not let it write a file (${said}). ` +
        "Close other Jaywalk tabs or reload the page, then try again",
    );
  expect(started(new Error("unreachable"))).toMatch(/^start: ffmpeg could not start \(Error: unreachable\)/);
  expect(started("RuntimeError: Aborted(CompileError: magic)")).toMatch(/^damaged/);
  expect(started(new Error("failed"), true)).toMatch(/^policy/);
  const silent = new FFmpegLoadingFault("silent", "ffmpeg did not start");
  expect(ffmpegStartFault(silent, false, true)).toBe(silent);
});
