import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scenario } from "@/core/document";
import { createFollower, type LibraryDatabase } from ".";
import { host, libraryIn, newDatabase, scenario } from "./testing/library";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

/** A tab with an open scenario, which the library follows. */
function openTab(first: Scenario) {
  const tab = { scenario: first, overtaken: [] as string[] };
  const kept = new Map<string, string>();
  const library = libraryIn(database);
  const follower = createFollower(library, {
    source: () => tab.scenario,
    renew: (id) => void (tab.scenario = { ...tab.scenario, id }),
    newId: host.newId,
    memory: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    onOvertaken: (name) => tab.overtaken.push(name),
  });
  return { tab, follower, library };
}

describe("the library follows the open scenario", () => {
  it("through a change made just before another scenario takes its place", async () => {
    const { tab, follower, library } = openTab(scenario("a"));
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    await follower.flush();
    expect(follower.isAt({ id: "a", revision: 1 })).toBe(true);

    tab.scenario = { ...tab.scenario, name: "Renamed" };
    follower.changed();
    void follower.flush();
    tab.scenario = scenario("b");
    follower.changed();
    await follower.flush();
    expect((await library.read("a")).summary).toMatchObject({ name: "Renamed", revision: 2 });
    expect((await library.read("b")).summary).toMatchObject({ name: "Scenario b", revision: 1 });
    expect(follower.isAt({ id: "a", revision: 2 })).toBe(false);
    expect(follower.isAt({ id: "b", revision: 1 })).toBe(true);
  });

  it("and leaves the next one attached where the one before had been changed in another tab", async () => {
    const { tab, follower, library } = openTab(scenario("a"));
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    await follower.flush();
    await library.save({ ...scenario("a"), name: "From the other tab" }, 1);

    tab.scenario = { ...tab.scenario, name: "From here" };
    void follower.flush();
    tab.scenario = scenario("b");
    await follower.flush();
    expect(tab.overtaken).toEqual(["From here"]);
    expect(tab.scenario.id).toBe("b");
    expect(follower.isAt({ id: "b", revision: 1 })).toBe(true);
    expect((await library.read("a")).summary.name).toBe("From the other tab");
  });
});
