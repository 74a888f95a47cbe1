import { describe, expect, it } from "vitest";
import { keepIfPossible, openSiteData, storageOf, tabStorage, type SiteStorage } from "./siteData";

const refuse = (): never => {
  throw new DOMException("Access is denied for this document.", "SecurityError");
};

const unusable: SiteStorage = { length: 0, getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse };

describe("where site data is blocked", () => {
  it("there is a storage that lasts as long as the page, and no locks", async () => {
    const page = Object.defineProperties(
      {},
      { localStorage: { get: refuse }, sessionStorage: { value: null }, navigator: { value: { locks: { query: refuse } } } },
    ) as Window;
    const { local, locks } = await openSiteData(page);
    expect(locks).toBeNull();
    for (const storage of [local, tabStorage(page), storageOf(() => unusable)]) {
      storage.setItem("a", "1");
      storage.setItem("b", "2");
      storage.setItem("a", "3");
      storage.removeItem("b");
      expect([storage.length, storage.key(0), storage.key(1), storage.getItem("a"), storage.getItem("b")]).toEqual([
        1,
        "a",
        null,
        "3",
        null,
      ]);
    }
  });

  it("and a full storage does not stop anybody from working", () => {
    keepIfPossible({ setItem: () => refuse() }, "key", "text");
  });
});
