import { expect, test } from "@playwright/test";
import { createActor, createScenario, serializeScenario } from "@/core/document";
import { Person } from "./support/person";
import { countRenders } from "./support/renders";

const ACTORS = 200;

/** 200 pedestrians over two minutes, in ten lines. */
const crowd = createScenario({
  id: "crowd",
  name: "Crowd",
  video: { width: 1280, height: 720, fps: 30, durationFrames: 3600 },
  actors: Array.from({ length: ACTORS }, (_, index) => {
    const [x, y] = [60 + 60 * (index % 20), 330 + 38 * Math.floor(index / 20)];
    return createActor({
      id: `walker-${index}`,
      trackId: index,
      type: "pedestrian",
      startFrame: 0,
      endFrame: 3600,
      waypoints: [
        { x, y },
        { x: x + 30, y },
      ],
    });
  }),
});

test("of 200 actors, an edit or drag of one renders its own row and fields alone, and the playhead neither", async ({ page }) => {
  const renders = await countRenders(page);
  const person = new Person(page);
  await page.goto("/");
  await expect(person.stage).toBeVisible();
  await person.press("Control+o");
  const file = { name: "crowd.json", mimeType: "application/json", buffer: Buffer.from(serializeScenario(crowd)) };
  await page.getByRole("dialog").locator("input[aria-label='Scenario file']").first().setInputFiles(file);
  await expect(page.getByRole("button", { name: /^Pedestrian 0/ })).toBeVisible();
  await page.getByRole("button", { name: /^Pedestrian 0/ }).click({ position: { x: 40, y: 12 } });
  await expect(page.getByRole("region", { name: "Pedestrian 0" })).toBeVisible();
  await person.stage.focus();
  await person.press("Home");
  await renders.read();

  // One edit. Of the rows only that of the actor which moved.
  await person.press("ArrowRight");
  await expect(page.getByRole("status").filter({ hasText: "Pedestrian 0, pedestrian, at 61, 330" })).toHaveCount(1);
  const edit = await renders.read();
  expect(Object.keys(edit).filter((part) => part.startsWith("row "))).toEqual(["row walker-0"]);
  expect(edit["Inspector"] ?? 0).toBeGreaterThan(0);

  // A drag of the waypoint: the row follows and so do its fields in the inspector; no other row, and nothing above.
  await person.click([91, 330]);
  await expect(page.getByRole("status").filter({ hasText: "Waypoint 2 of 2" })).toHaveCount(1);
  await page.mouse.down();
  await renders.read();
  await person.move([140, 300]);
  await person.move([180, 360]);
  const drag = await renders.read();
  await page.mouse.up();
  const rows = Object.keys(drag).filter((part) => part.startsWith("row "));
  expect(rows.length === 0 || (rows.length === 1 && rows[0] === "row walker-0")).toBe(true);
  expect(drag["Top bar"] ?? 0).toBe(0);

  // Stepping: the playhead and the picture move without React.
  await renders.read();
  for (let step = 0; step < 20; step++) await person.press(".");
  await expect(page.getByRole("textbox", { name: "Frame", exact: true })).toHaveValue("20");
  const stepping = await renders.read();
  expect(Object.keys(stepping).filter((part) => part.startsWith("row "))).toEqual([]);
  expect(stepping["Inspector"] ?? 0).toBe(0);
});
