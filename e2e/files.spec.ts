import { expect, test } from "@playwright/test";
import { serializeScenario } from "@/core/document";
import { TEMPLATES } from "@/presets";
import { dropFile, type DroppedFile } from "./support/files";
import { Person } from "./support/person";

const [template] = TEMPLATES;
if (!template) throw new Error("there are no templates");
const good = serializeScenario(template.scenario);
const changed = (change: (document: Record<string, unknown>) => void): string => {
  const document = JSON.parse(good) as Record<string, unknown>;
  change(document);
  return JSON.stringify(document);
};

const FAULTS: readonly (DroppedFile & { readonly fault: RegExp })[] = [
  { name: "broken.json", text: '{"name": ', fault: /Not JSON .*scenario\.json saved by Jaywalk/ },
  { name: "foreign.json", text: '{"pictures": []}', fault: /schemaVersion: missing: this is not a Jaywalk scenario/ },
  { name: "key.json", text: changed((document) => (document["colour"] = "red")), fault: /colour: unknown key/ },
  {
    name: "zero.json",
    text: changed((document) => (document["video"] = { width: 1280, height: 720, fps: 30, durationFrames: 0 })),
    fault: /video\.durationFrames/,
  },
  {
    name: "odd.json",
    text: changed((document) => (document["video"] = { width: 1281, height: 720, fps: 30, durationFrames: 9 })),
    fault: /video\.width: must be even/,
  },
  {
    name: "enormous.json",
    text: changed((document) => (document["video"] = { width: 99_998, height: 720, fps: 30, durationFrames: 9 })),
    fault: /video\.width/,
  },
  { name: "newer.json", text: changed((document) => (document["schemaVersion"] = 99)), fault: /newer than this Jaywalk/ },
  { name: "empty.json", text: "", fault: /The file is empty/ },
  {
    name: "photo.png",
    text: "\r\n\u001A\n\0\0\0",
    bytes: [0x89, 0x50, 0x4e, 0x47],
    fault: /It is an image, not a scenario.*Scenario › Background/i,
  },
  { name: "noise.json", text: "\0\u0001", bytes: [0xfe, 0x9c, 0x81], fault: /binary file/ },
  { name: "torn.json", text: '{"name": \u0007', fault: /Not JSON \([^\p{Cc}]*\)/u },
  { name: "huge.json", text: "{", megabytes: 2100, fault: /The file is 2\d\d\d MB/ },
];

test("a dropped file that cannot be used is refused with the reason, and the open scenario stays", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.saved();
  for (const { fault, ...file } of FAULTS) {
    await dropFile(page, file);
    const notice = page.getByRole("alert").filter({ hasText: `“${file.name}” could not be opened` });
    await expect(notice).toContainText(fault);
    await expect(notice).toContainText("Your scenario is unchanged");
    await notice.getByRole("button", { name: "Close notification" }).click();
  }
  expect(await person.saved()).toEqual(before);
});

test("a dropped scenario opens, and the previous one can be brought back", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.saved();
  await dropFile(page, { name: "good.json", text: good, bytes: [0xef, 0xbb, 0xbf] });
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(template.title);
  expect(serializeScenario(await person.saved())).toBe(good);
  await page.getByRole("button", { name: "Back to “Untitled scenario”" }).click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Untitled scenario");
  expect(await person.saved()).toEqual(before);
  // The way back is a step: redo opens the file again, undo returns, and what was done before can still be undone.
  await person.press("Control+Shift+z");
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(template.title);
  await person.press("Control+z");
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Untitled scenario");
  expect(await person.saved()).toEqual(before);
  await person.press("Control+z");
  await expect(page.getByRole("region", { name: "Pedestrian 0" })).toBeHidden();
  await person.press("Control+Shift+z");
  expect(await person.saved()).toEqual(before);

  // Drafts show their contents; one in which nothing was drawn is not kept.
  await person.newScene();
  await expect(page.getByRole("region", { name: "Pedestrian 0" })).toBeHidden();
  await person.press("Control+o");
  const drafts = page.getByRole("region", { name: "Saved in this browser" });
  await expect(drafts.locator("canvas[data-picture=drawn]").first()).toBeVisible();
  const kept = await drafts.getByRole("listitem").count();
  await person.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await person.newScene();
  await person.press("Control+o");
  await expect(drafts.getByRole("listitem")).toHaveCount(kept);
  await page
    .getByRole("button", { name: new RegExp(template.title) })
    .first()
    .click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(template.title);
});

test("a dropped OpenDRIVE file shows what was understood of it, and then opens", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  const text =
    '<OpenDRIVE><header revMajor="1" revMinor="7"/><road id="1" junction="-1" length="80">' +
    '<planView><geometry s="0" x="0" y="0" hdg="0" length="80"><arc curvature="0.01"/></geometry></planView>' +
    '<lanes><laneSection s="0"><center><lane id="0" type="none"/></center><right><lane id="-1" type="driving">' +
    '<width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right></laneSection></lanes><railroad x="1"/></road></OpenDRIVE>';
  await dropFile(page, { name: "bend.xodr", text });
  const dialog = page.getByRole("dialog", { name: "Import annotations" });
  await expect(dialog.getByText("1 element of the file has no counterpart.")).toBeVisible();
  await expect(dialog.getByText("Railroad is not read.")).toBeVisible();
  await dialog.getByRole("button", { name: "Open as a scenario" }).click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("bend");
  expect((await person.saved()).road?.plan.kind).toBe("network");
});

test("a drawing is still there after the tab was closed, immediately or a moment later", async ({ context }) => {
  const first = new Person(await context.newPage());
  await first.startEmpty();
  await first.press("1");
  await first.drag([
    [300, 400],
    [700, 400],
  ]);
  await expect(first.page.getByText("Saved", { exact: true })).toBeVisible();
  await first.press("2");
  await first.click([500, 600]);
  const drawn = await first.saved();
  // Closed before the last change was stored.
  await first.press("ArrowRight");
  await first.page.close({ runBeforeUnload: true });

  const second = new Person(await context.newPage());
  await second.page.goto("/");
  await expect(second.stage).toBeVisible();
  const restored = await second.saved();
  expect(restored.actors).toHaveLength(2);
  expect(restored.actors[1]?.trajectory.waypoints[0]?.x).toBe((drawn.actors[1]?.trajectory.waypoints[0]?.x ?? NaN) + 1);
});

test("closing the tab during an export asks first; if closed anyway, the scenario is kept and the next tab can export", async ({
  context,
}) => {
  test.setTimeout(120_000);
  const first = new Person(await context.newPage());
  const { page } = first;
  await first.startEmpty();
  await first.press("1");
  await first.drag([
    [300, 400],
    [700, 400],
  ]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const drawn = await first.saved();

  await first.press("Control+e");
  await page.getByRole("dialog").getByRole("button", { name: "Export video" }).click();
  // Its bar starts with zero width, which does not count as visible.
  await expect(page.getByRole("progressbar", { name: "Export progress" })).toBeAttached();
  const [warning] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
  expect(warning.type()).toBe("beforeunload");
  await Promise.all([page.waitForEvent("close"), warning.accept()]);

  const second = new Person(await context.newPage());
  await second.page.goto("/");
  await expect(second.stage).toBeVisible();
  expect(await second.saved()).toEqual(drawn);
  const notice = second.page.getByRole("alert").filter({ hasText: "The export of “Untitled scenario” was interrupted" });
  await notice.getByRole("button", { name: "Export again" }).click();
  const dialog = second.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Export video" }).click();
  await expect(dialog.getByRole("button", { name: /Download bundle/ })).toBeVisible({ timeout: 90_000 });
  // Only the finished export's folder remains on the disk.
  const kept = await second.page.evaluate(async () => {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const entry of root.values())
      if (entry instanceof FileSystemDirectoryHandle && entry.name.includes("export"))
        for await (const name of entry.keys()) names.push(name);
    return names;
  });
  expect(kept).toHaveLength(1);
  await second.press("Escape");
  await second.page.reload();
  await expect(second.stage).toBeVisible();
  await expect(second.page.getByText("was cut off")).toHaveCount(0);
});

test("a second tab works on a copy and says so; the first tab keeps its own scenario", async ({ context }) => {
  const first = new Person(await context.newPage());
  await first.startEmpty();
  await first.press("1");
  await first.click([300, 400]);
  await expect(first.page.getByText("Saved", { exact: true })).toBeVisible();

  const second = new Person(await context.newPage());
  await second.page.goto("/");
  await expect(second.page.getByRole("alert").filter({ hasText: "is open in another tab" })).toBeVisible();
  await second.press("2");
  await second.click([600, 400]);
  await expect(second.page.getByText("Saved", { exact: true })).toBeVisible();
  expect((await first.saved()).actors).toHaveLength(1);
  expect((await second.saved()).actors).toHaveLength(2);
});

test("a name is edited in place; number fields accept arithmetic and units; dragging a label is one undo step", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  const name = page.getByRole("textbox", { name: "Scenario name" });
  await name.fill("Night crossing");
  await name.press("Enter");
  await person.press("Alt+1");
  // The Enter that ends an input method's composition confirms characters; the next one confirms the name.
  const session = await page.context().newCDPSession(page);
  await name.focus();
  await name.press("Control+a");
  await session.send("Input.imeSetComposition", { text: "こうさ", selectionStart: 3, selectionEnd: 3 });
  for (const key of ["Enter", "Escape"]) {
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: 229 });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: 229 });
    await expect(name).toBeFocused();
    await expect(name).toHaveValue("こうさ");
  }
  await session.send("Input.insertText", { text: "交叉点" });
  await name.press("Enter");
  await expect(name).not.toBeFocused();
  expect((await person.saved()).name).toBe("交叉点");
  await name.fill("Night crossing");
  await name.press("Enter");
  const duration = page.getByRole("textbox", { name: "Duration, s" });
  await duration.fill("2*3 + 15f");
  await duration.press("Enter");
  const rate = page.getByRole("textbox", { name: "Exact frame rate, fps" });
  await rate.fill("fast");
  await rate.press("Enter");
  await expect(page.getByText("“fast” is not a number.")).toBeVisible();
  await rate.press("Escape");
  await rate.blur();
  expect(await person.saved()).toMatchObject({ name: "Night crossing", video: { fps: 30, durationFrames: 195 } });

  // Text that was typed and confirmed is undone in the scenario, even from within the field; unconfirmed text is undone in the field.
  await duration.fill("9");
  await duration.press("Enter");
  await duration.press("Control+z");
  await expect(duration).toHaveValue("6.5");
  await duration.press("Tab");
  expect((await person.saved()).video.durationFrames).toBe(195);
  await duration.focus();
  await duration.press("Control+Shift+z");
  await expect(duration).toHaveValue("9");
  await duration.press("Control+z");
  // Panels can be selected from within a field; a list is selected from by typing, and the typed text is kept.
  await duration.fill("7");
  await duration.press("Alt+3");
  await expect(page.getByRole("tab", { name: "Weather" })).toHaveAttribute("aria-selected", "true");
  await person.press("Alt+1", "Control+z");
  const scene = page.getByRole("combobox", { name: "Scene" });
  await scene.focus();
  await page.keyboard.type("park");
  await expect(scene).toHaveValue(/^Parking/);
  expect(await person.saved()).toMatchObject({ scene: { kind: "parking_lot" }, video: { durationFrames: 195 } });

  const label = page.getByText("Variation", { exact: true });
  const box = await label.boundingBox();
  if (!box) throw new Error("the label is not on the page");
  await page.mouse.move(box.x + 10, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 8, { steps: 10 });
  await page.mouse.up();
  expect((await person.saved()).scene.variant).toBe(10);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await person.saved()).toMatchObject({ name: "Night crossing", scene: { variant: 0 } });
});
