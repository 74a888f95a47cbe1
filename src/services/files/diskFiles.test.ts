import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { offerFile } from "./diskFiles";
import { releaseOnceSaved } from "./download";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { createElement: () => ({ click: () => {} }) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("keeps every file that was offered while the browser may still be saving it, also when others are offered and discarded", () => {
  const released: string[] = [];
  const release = (name: string) => () => Promise.resolve(void released.push(name));
  const offer = (name: string) => offerFile({ name, release: release(name) }, new Blob(["bytes"]), `${name}.zip`);
  releaseOnceSaved(release("never offered"));
  vi.advanceTimersByTime(0);
  expect(released).toEqual(["never offered"]);

  offer("first");
  vi.advanceTimersByTime(5 * 60_000);
  offer("second");
  releaseOnceSaved(release("export"));
  vi.advanceTimersByTime(60_000);
  expect(released).toEqual(["never offered"]);
  vi.advanceTimersByTime(60 * 60_000);
  expect(released).toEqual(["never offered", "first", "second", "export"]);
});
