import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { downloadZip } from "client-zip";
import { PRESETS } from "@/presets";

/** A user of the library. */
class Librarian {
  readonly view: Locator;
  constructor(readonly page: Page) {
    this.view = page.getByRole("dialog", { name: "Library" });
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    await this.show();
  }

  async show(): Promise<void> {
    await this.page.getByRole("button", { name: "Library", exact: true }).click();
    await expect(this.view.getByRole("navigation", { name: "Library locations" })).toBeVisible();
  }

  async close(): Promise<void> {
    await this.view.getByRole("button", { name: "Close library" }).click();
    await expect(this.view).toBeHidden();
  }

  async go(part: "Scenarios" | "Versions" | "Suite"): Promise<void> {
    await this.view.getByText(part, { exact: true }).click();
  }

  /** Opens a preset in the editor. Starts and ends in the library. */
  async openPreset(title: string): Promise<void> {
    await this.close();
    await this.page.getByRole("button", { name: "Presets" }).click();
    await this.page.getByRole("dialog", { name: "Presets" }).getByRole("button", { name: title }).click();
    await this.show();
  }

  async addPreset(title: string): Promise<void> {
    await this.openPreset(title);
    await this.addOpen();
  }

  async addOpen(): Promise<void> {
    await this.view.getByRole("button", { name: /^Add “/ }).click();
    await expect(this.view.getByRole("button", { name: /^Add “/ })).toBeHidden();
  }

  card(name: string | RegExp): Locator {
    return this.view.getByRole("article", { name });
  }

  async menu(name: string | RegExp, item: string): Promise<void> {
    await this.card(name)
      .getByRole("button", { name: /^More for/ })
      .click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async answer(question: string, name: string): Promise<void> {
    const field = this.page.getByRole("dialog", { name: question }).getByRole("textbox");
    await field.fill(name);
    await field.press("Enter");
  }

  version(name: string): Locator {
    return this.view.getByRole("row").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async makeVersion(name: string): Promise<void> {
    await this.view.getByPlaceholder("1.0.0").fill(name);
    await this.view.getByRole("button", { name: "Create version" }).click();
    await expect(this.version(name)).toBeVisible();
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole("alert").filter({ hasText: text });
  }
}

/** Everything in the library's database, as text: documents, order, versions. */
async function stored(page: Page): Promise<Record<string, unknown[]>> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("jaywalk-library");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("the database could not be opened"));
    });
    const content: Record<string, unknown[]> = {};
    for (const table of ["scenarios", "bodies", "folders", "projects", "records", "objects"]) {
      content[table] = await new Promise((resolve) => {
        const request = database.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result as unknown[]);
      });
    }
    database.close();
    const { scenarios = [], objects = [], records = [], ...rest } = content;
    return {
      ...rest,
      scenarios: scenarios.map((row) => ({ ...(row as object), revision: 0 })),
      objects: objects.map((row) => (row as { sha256: string }).sha256),
      records: records.filter((row) => (row as { key: string }).key !== "current"),
    };
  });
}

/** Changes the library's database behind the app's back. */
async function tamper(page: Page, table: string, key: string, change: object | null): Promise<void> {
  await page.evaluate(
    async ([store, id, parts]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("jaywalk-library");
        request.onsuccess = () => resolve(request.result);
      });
      await new Promise<void>((resolve) => {
        const transaction = database.transaction(store, "readwrite");
        transaction.oncomplete = () => resolve();
        const rows = transaction.objectStore(store);
        const request = rows.get(id);
        request.onsuccess = () => {
          if (parts === null) rows.delete(id);
          else rows.put({ ...(request.result as object | undefined), ...parts });
        };
      });
      database.close();
    },
    [table, key, change] as const,
  );
}

/** What the browser allows the site to store in the test of full storage: enough for a few scenarios. */
const ROOM_BYTES = 1_500_000;

/** A library's ZIP whose scenarios need half as much again. */
async function largeLibrary(): Promise<Buffer> {
  const [preset] = PRESETS;
  if (!preset) throw new Error("there are no presets");
  const ids = Array.from({ length: 180 }, (_, index) => `large-${index}`);
  const placement = { tags: [], folderId: null, projectId: null, createdAt: 0, updatedAt: 0, trashedAt: null };
  const files: [string, string][] = [
    [
      "library.json",
      JSON.stringify({
        format: "jaywalk-library/1",
        folders: [],
        projects: [],
        placements: Object.fromEntries(ids.map((id) => [id, placement])),
      }),
    ],
    ...ids.map((id): [string, string] => [
      `scenarios/${id}.json`,
      JSON.stringify({ ...preset.scenario, id, description: "x".repeat(9000) }),
    ]),
  ];
  const listed = files.map(([path, text]) => [
    path,
    { size: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") },
  ]);
  const manifest = JSON.stringify({ format: "jaywalk-library-archive/1", files: Object.fromEntries(listed) as object });
  return Buffer.from(
    await downloadZip(
      [...files, ["manifest.json", manifest]].map(([name, input]) => ({ name: name ?? "", input: input ?? "" })),
    ).arrayBuffer(),
  );
}

test("from an empty library to one that was wiped and imported: nothing is lost", async ({ page }) => {
  test.setTimeout(240_000);
  const librarian = new Librarian(page);
  const { view } = librarian;
  await librarian.open();
  await librarian.addOpen();
  await librarian.addPreset("School zone, morning fog");
  await librarian.addPreset("Parking lot, someone between the cars");
  await expect(view.getByRole("article")).toHaveCount(3);

  // Tag two, search, and put one into a folder and a project.
  await librarian
    .card(/School/)
    .getByRole("checkbox")
    .click();
  await librarian
    .card(/Parking/)
    .getByRole("checkbox")
    .click();
  await view.getByRole("button", { name: "Tags" }).click();
  await page.getByRole("menuitem", { name: "New tag" }).click();
  await librarian.answer("Add a tag", "daylight");
  await view.getByRole("button", { name: "Clear selection" }).click();
  await view.getByRole("button", { name: "daylight" }).click();
  await expect(view.getByRole("article")).toHaveCount(2);
  await view.getByRole("searchbox", { name: "Search scenarios" }).fill("fog");
  await expect(view.getByRole("article")).toHaveCount(1);
  await view.getByRole("searchbox", { name: "Search scenarios" }).fill("");
  await view.getByRole("button", { name: "daylight" }).click();
  await view.getByRole("button", { name: "New folder" }).click();
  await librarian.answer("New folder", "Schools");
  await librarian
    .card(/School/)
    .getByRole("checkbox")
    .click();
  await view.getByRole("button", { name: "Move", exact: true }).click();
  await page.getByRole("menuitem", { name: "Schools" }).click();
  // Escape that answers a question is not heard by the library below it.
  await view.getByRole("button", { name: "Tags", exact: true }).click();
  await page.getByRole("menuitem", { name: "New tag" }).click();
  await expect(page.getByRole("dialog", { name: "Add a tag" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Add a tag" })).toBeHidden();
  await expect(view.getByRole("toolbar", { name: "Selected scenarios" })).toBeVisible();
  await expect(view.getByRole("button", { name: "Tags", exact: true })).toBeFocused();
  // The next one is: it clears the selection, and the library stays.
  await page.keyboard.press("Escape");
  await expect(view.getByRole("toolbar", { name: "Selected scenarios" })).toBeHidden();
  await view.getByRole("button", { name: "Schools 1", exact: true }).click();
  await expect(view.getByRole("article")).toHaveCount(1);
  await view.getByRole("button", { name: /^All scenarios/ }).click();

  // A card's menu has what the bar of selected scenarios has.
  await view.getByRole("button", { name: /^More for Parking/ }).click();
  await page.getByRole("menuitem", { name: "Tags" }).hover();
  await expect(page.getByRole("menuitem", { name: "Remove “daylight”" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);

  // Delete, and undo it.
  await librarian.menu(/Parking/, "Move to trash");
  await expect(view.getByRole("article")).toHaveCount(2);
  await librarian.notice("Moved to the trash").getByRole("button", { name: "Undo" }).click();
  await expect(view.getByRole("article")).toHaveCount(3);
  await librarian.menu(/Child/, "Duplicate");
  await expect(view.getByRole("article")).toHaveCount(4);

  // Create a version; change something in the editor, which the library follows; compare; and restore.
  await librarian.go("Versions");
  await librarian.makeVersion("1.0.0");
  const before = await stored(page);
  await librarian.go("Scenarios");
  await librarian
    .card(/School/)
    .getByRole("button", { name: /^Open/ })
    .click();
  await expect(view).toBeHidden();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("ArrowRight");
  await librarian.show();
  await expect(librarian.card(/School/).getByText("Open", { exact: true })).toBeVisible();
  await librarian.go("Versions");
  await view.getByRole("radio", { name: "Compare from 1.0.0" }).check();
  const differences = view.getByRole("status", { name: "Differences" });
  await expect(differences).toContainText(/waypoint 0: \(600, 690\) → \(601, 690\)/);
  await expect(differences).toContainText(/ground truth changes at \d+ frames/);
  await expect(differences).toContainText(/track 0 \(pedestrian\): box at \d+ frames .*, by up to 1 px/);
  await librarian.version("1.0.0").getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Restore version" }).click();
  await expect(librarian.notice("“1.0.0” was restored")).toBeVisible();
  await expect(librarian.notice("Restoring the version replaced it. Your version is now a copy")).toBeVisible();
  const restored = await stored(page);
  expect([restored["bodies"], restored["scenarios"]]).toEqual([before["bodies"], before["scenarios"]]);

  // Clean up, verify, export; wipe the browser; import.
  for (const name of ["1.1.0", "1.2.0"]) await librarian.makeVersion(name);
  await view.getByRole("textbox", { name: "Versions to keep" }).fill("2");
  await view.getByRole("button", { name: "Clean up" }).click();
  await page.getByRole("button", { name: "Remove old versions" }).click();
  await expect(librarian.version("1.0.0")).toBeHidden();
  await view.getByRole("button", { name: "Verify checksums" }).click();
  await expect(view.getByText(/objects of 3 versions are undamaged/)).toBeVisible();
  await librarian.go("Scenarios");
  const [download] = await Promise.all([page.waitForEvent("download"), view.getByRole("button", { name: "Export library" }).click()]);
  const file = await readFile(await download.path());
  const whole = await stored(page);

  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
  await librarian.open();
  await expect(view.getByRole("article")).toHaveCount(0);
  await view.getByLabel("Library file").setInputFiles({ name: "library.zip", mimeType: "application/zip", buffer: file });
  await expect(view.getByRole("article")).toHaveCount(4);
  expect(await stored(page)).toEqual(whole);
  // Importing the same file again adds nothing; scenarios that differ by then are asked about, and left as they are here.
  await view.getByLabel("Library file").setInputFiles({ name: "library.zip", mimeType: "application/zip", buffer: file });
  await expect(librarian.notice("Nothing new, 4 already here.")).toBeVisible();
  expect(await stored(page)).toEqual(whole);
  await librarian.menu(/School/, "Rename");
  await librarian.answer("Rename scenario", "School, renamed");
  await expect(librarian.card("School, renamed")).toBeVisible();
  await view.getByLabel("Library file").setInputFiles({ name: "library.zip", mimeType: "application/zip", buffer: file });
  const question = page.getByRole("dialog", { name: "Import library" });
  await expect(question).toContainText("1 scenario differs from the ones here: “School, renamed”");
  await question.getByRole("radio", { name: "Use the ones in the file" }).check();
  await question.getByRole("button", { name: "Import library" }).click();
  await expect(librarian.notice("1 replaced; the previous ones are in the newest backup under Versions")).toBeVisible();
  await expect(librarian.card("School zone, morning fog")).toBeVisible();
  await expect(view.getByRole("article")).toHaveCount(4);
  await librarian.go("Versions");
  await view.getByRole("button", { name: "Verify checksums" }).click();
  await expect(view.getByText(/objects of 4 versions are undamaged/)).toBeVisible();
});

test("two tabs never overwrite each other: the second continues with a copy", async ({ page, context }) => {
  test.setTimeout(240_000);
  const first = new Librarian(page);
  await first.open();
  await first.addPreset("School zone, morning fog");
  const other = new Librarian(await context.newPage());
  // Slow storage, as on a busy machine: the click that opens and the rename happen at the same time.
  await other.page.addInitScript(() => {
    const request = navigator.locks.request.bind(navigator.locks) as (...parameters: unknown[]) => Promise<unknown>;
    navigator.locks.request = async (...parameters: unknown[]) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return request(...parameters);
    };
  });
  await other.open();
  await other
    .card(/School/)
    .getByRole("button", { name: /^Open/ })
    .click();
  const rename = async (tab: Page, name: string) => {
    await tab.getByRole("textbox", { name: "Scenario name" }).fill(name);
    await tab.getByRole("textbox", { name: "Scenario name" }).press("Enter");
  };
  await rename(other.page, "School, from the second tab");
  // The first tab sees it immediately.
  await expect(first.card("School, from the second tab")).toBeVisible();
  await first.close();
  await rename(page, "School, from the first tab");
  await expect(first.notice("is different in the library")).toBeVisible();
  await first.show();
  await expect(first.card("School, from the second tab")).toBeVisible();
  await first.addOpen();
  await expect(first.view.getByRole("article")).toHaveCount(2);
  await expect(other.page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("School, from the second tab");

  // Only one tab changes versions at a time: the first waits until the second has finished.
  await other.page.evaluate(
    () =>
      new Promise<void>((atWork) => {
        const done = new Promise<void>((resolve) => addEventListener("work-done", () => resolve(), { once: true }));
        void navigator.locks.request("jaywalk-versions", () => {
          atWork();
          return done;
        });
      }),
  );
  await first.go("Versions");
  await first.view.getByPlaceholder("1.0.0").fill("1.0.0");
  await first.view.getByRole("button", { name: "Create version" }).click();
  await expect
    .poll(() => page.evaluate(async () => (await navigator.locks.query()).pending?.some(({ name }) => name === "jaywalk-versions")))
    .toBe(true);
  await expect(first.version("1.0.0")).toBeHidden();
  await other.page.evaluate(() => dispatchEvent(new Event("work-done")));
  await expect(first.version("1.0.0")).toBeVisible();
});

test("full storage, a damaged record, a blocked database, an interrupted restore and foreign ZIPs leave the old state", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const librarian = new Librarian(page);
  const { view } = librarian;
  // The browser asks for the available space when a database is first opened, and remembers it for a while.
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", {
    origin: new URL(test.info().project.use.baseURL ?? "").origin,
    quotaSize: ROOM_BYTES,
  });
  await librarian.open();
  await librarian.addOpen();
  await librarian.addPreset("School zone, morning fog");
  await librarian.go("Versions");
  await librarian.makeVersion("1.0.0");
  await librarian.go("Scenarios");
  const before = await stored(page);
  const importZip = (files: { name: string; input: string }[]) =>
    downloadZip(files)
      .arrayBuffer()
      .then((bytes) =>
        view.getByLabel("Library file").setInputFiles({ name: "library.zip", mimeType: "application/zip", buffer: Buffer.from(bytes) }),
      );

  await importZip([{ name: "holiday.txt", input: "sun" }]);
  await expect(librarian.notice("This ZIP is not a Jaywalk library")).toBeVisible();
  await importZip([{ name: "../../evil.json", input: "{}" }]);
  await expect(librarian.notice("leads outside the archive")).toBeVisible();
  expect(await stored(page)).toEqual(before);

  await view.getByLabel("Library file").setInputFiles({ name: "library.zip", mimeType: "application/zip", buffer: await largeLibrary() });
  await expect(librarian.notice("storage is full; nothing was changed")).toBeVisible();
  expect(await stored(page)).toEqual(before);

  const rows = (await stored(page))["scenarios"] as { id: string; name: string }[];
  const school = rows.find(({ name }) => name.startsWith("School"))?.id ?? "";
  const child = rows.find(({ name }) => name.startsWith("Child"))?.id ?? "";
  await tamper(page, "bodies", school, { text: "{" });
  await tamper(page, "scenarios", child, { width: "wide" });
  await librarian.open();
  await expect(view.getByText("Damaged: restore it from a version")).toBeVisible();
  await expect(view.getByText("1 damaged records")).toBeVisible();

  // A restore whose tab died after its journal was written.
  await librarian.go("Versions");
  const version = ((await stored(page))["records"] as { key: string }[])[0]?.key.replace("versions/", "") ?? "";
  await tamper(page, "records", "journal", { key: "journal", text: JSON.stringify({ restore: version, backup: version }) });
  await librarian.go("Scenarios");
  await librarian.go("Versions");
  await expect(librarian.notice("A restore was interrupted")).toBeVisible();
  await librarian.go("Scenarios");
  await expect(view.getByRole("article")).toHaveCount(2);
  expect((await stored(page))["bodies"]).toEqual(before["bodies"]);

  // Another tab does not release the database while a third one waits to upgrade it; then both are closed.
  const holder = await context.newPage();
  await holder.goto("/favicon.svg");
  await holder.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.open("jaywalk-library").onsuccess = () => {
          indexedDB.open("jaywalk-library", 9990).onblocked = () => resolve();
        };
      }),
  );
  await page.reload();
  await page.getByRole("button", { name: "Library", exact: true }).click();
  await expect(view.getByText("Another tab is blocking the library")).toBeVisible({ timeout: 20_000 });
  await holder.close();
  await expect(view.getByRole("article")).toHaveCount(2);
  expect((await stored(page))["bodies"]).toEqual(before["bodies"]);

  // A newer app has upgraded the database: it is left alone.
  const newer = await context.newPage();
  await newer.goto("/favicon.svg");
  const openNewer = () =>
    newer.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const request = indexedDB.open("jaywalk-library", 9990);
          request.onupgradeneeded = () => request.result.deleteObjectStore("scenarios");
          request.onsuccess = () => {
            resolve([...request.result.objectStoreNames]);
            request.result.close();
          };
        }),
    );
  const stores = await openNewer();
  await page.reload();
  await page.getByRole("button", { name: "Library", exact: true }).click();
  await expect(view.getByText("A newer Jaywalk has used this library")).toBeVisible();
  expect(await openNewer()).toEqual(stores);
  await view.getByRole("button", { name: "Close library" }).click();
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
});

test("a scenario can be shared as a link", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await page.getByRole("textbox", { name: "Scenario name" }).fill("By link");
  await page.getByRole("textbox", { name: "Scenario name" }).press("Enter");
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: "Copy a link to this scenario" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Link copied" })).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByRole("textbox", { name: "Scenario name" })).toHaveValue("By link");
  expect(new URL(other.url()).hash).toBe("");
  const cut = await context.newPage();
  await cut.goto(address.slice(0, -40));
  await expect(cut.getByRole("alert").filter({ hasText: "The link may be incomplete" })).toBeVisible();
});

test("a suite is rendered in the page: pause, resume, report, download", async ({ page }) => {
  const [preset] = PRESETS;
  if (!preset) throw new Error("there are no presets");
  const small = { scenario: preset.scenario, durationSeconds: 0.4, size: { width: 320, height: 180 } };
  const spec = { name: "small", videos: ["one", "two", "three"].map((name, seed) => ({ ...small, name, seed })), datasets: ["small"] };
  const librarian = new Librarian(page);
  const { view } = librarian;
  await librarian.open();
  await librarian.go("Suite");
  await view.getByLabel("Suite file").setInputFiles({ name: "suite.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await expect(librarian.notice("Not JSON")).toBeVisible();
  await view
    .getByLabel("Suite file")
    .setInputFiles({ name: "suite.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(spec)) });
  await expect(view.getByText(/0 of 3 videos/)).toBeVisible();
  await view.getByRole("button", { name: "Render suite" }).click();
  await view.getByRole("button", { name: "Pause after this one" }).click();
  await expect(view.getByRole("button", { name: "Resume" })).toBeVisible();
  await expect(view.getByText(/1 of 3 videos/)).toBeVisible();
  await view.getByRole("button", { name: "Resume" }).click();
  await expect(view.getByText(/3 of 3 videos/)).toBeVisible({ timeout: 60_000 });
  await view
    .getByRole("button", { name: /^Play / })
    .first()
    .click();
  await expect(page.getByRole("group", { name: "Exported video" })).toBeVisible();
  await page.getByRole("button", { name: "Close video" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), view.getByRole("button", { name: "Download" }).click()]);
  const bytes = await readFile(await download.path());
  for (const path of [
    "videos/one.mp4",
    "ground_truth/two_gt.json",
    "data/three_metadata.json",
    "data/small_dataset/users.json",
    "test_data_summary.json",
    "report.html",
    "bundles/one/annotations/coco.json",
  ])
    expect(bytes.includes(path), path).toBe(true);
  await view.getByRole("button", { name: "Report" }).click();
  const report = page.frameLocator("iframe[title='Suite report']");
  await expect(report.getByRole("heading", { name: "Suite “small”" })).toBeVisible();
  await expect(report.getByRole("listitem")).toHaveCount(3);
});
