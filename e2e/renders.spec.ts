import { expect, test, type Page } from "@playwright/test";
import { createActor, createScenario, serializeScenario } from "@/core/document";
import { countDraws, countNodes } from "./support/konva";
import { Person } from "./support/person";
import { countRenders } from "./support/renders";

const ACTORS = 200;

/** 200 pedestrians over two minutes, in ten rows. */
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

async function openCrowd(page: Page): Promise<Person> {
  const person = new Person(page);
  await page.goto("/");
  await expect(person.stage).toBeVisible();
  await person.press("Control+o");
  const file = { name: "crowd.json", mimeType: "application/json", buffer: Buffer.from(serializeScenario(crowd)) };
  await page.getByRole("dialog").locator("input[aria-label='Scenario file']").first().setInputFiles(file);
  await expect(page.getByRole("button", { name: /^Pedestrian 0/ })).toBeVisible();
  return person;
}

test("with 200 actors, an edit or drag of one renders only its own row and fields, and moving the playhead renders neither", async ({
  page,
}) => {
  const renders = await countRenders(page);
  const person = await openCrowd(page);
  await page.getByRole("button", { name: /^Pedestrian 0/ }).click({ position: { x: 40, y: 12 } });
  await expect(page.getByRole("region", { name: "Pedestrian 0" })).toBeVisible();
  await person.stage.focus();
  await person.press("Home");
  await renders.read();

  // One edit. Only the row of the actor that moved renders.
  await person.press("ArrowRight");
  await expect(page.getByRole("status").filter({ hasText: "Pedestrian 0, pedestrian, at 61, 330" })).toHaveCount(1);
  const edit = await renders.read();
  expect(Object.keys(edit).filter((part) => part.startsWith("row "))).toEqual(["row walker-0"]);
  expect(edit["Inspector"] ?? 0).toBeGreaterThan(0);

  // A drag of the waypoint: its row and its fields in the inspector follow; no other row, and nothing above.
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

  // Stepping: the playhead and the picture move without React. What the drag changed is announced and saved a moment later.
  await expect(page.getByRole("status").filter({ hasText: /Waypoint 2 of 2 of Pedestrian 0 at 1[78]\d, 3[56]\d/ })).toHaveCount(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await renders.read();
  for (let step = 0; step < 20; step++) await person.press(".");
  await expect(page.getByRole("textbox", { name: "Frame", exact: true })).toHaveValue("20");
  expect(await renders.read()).toEqual({});
});

test("200 actors are few nodes on the stage, and a change draws only the layers that show it", async ({ page }) => {
  const person = await openCrowd(page);
  const frame = page.getByRole("textbox", { name: "Frame", exact: true });
  await person.stage.focus();
  await person.press("Home", "Escape");
  // A path is one node, whatever it consists of; the rest of the stage has as many nodes for one actor as for two hundred.
  expect(await countNodes(page)).toBeLessThan(ACTORS + 60);
  const draws = await countDraws(page);
  await draws.read();

  // To another frame. Nothing is selected, so nothing above the picture moves.
  await person.press("End");
  await expect(frame).toHaveValue("3599");
  expect(await draws.read("picture")).toEqual({ picture: 1 });

  // Pointing at the ground draws nothing; pointing at an actor draws its highlight.
  await person.move([20, 20]);
  await draws.read();
  await person.move([30, 60]);
  expect(await draws.read()).toEqual({});
  await person.move([90, 310]);
  const pointing = await draws.read();
  expect(Object.keys(pointing)).toEqual(["handles"]);
  await person.click([90, 310]);
  await person.move([20, 20]);
  await draws.read();

  // With an actor selected, its frame follows the playhead, in one drawing.
  await person.press("Home");
  await expect(frame).toHaveValue("0");
  expect(await draws.read("picture")).toEqual({ picture: 1, handles: 1 });

  // A drag of its waypoint draws nothing of the 199 others.
  await person.move([91, 330]);
  await page.mouse.down();
  await draws.read();
  await person.move([140, 300]);
  await person.move([180, 360]);
  const dragging = await draws.read();
  expect(dragging["handles"]).toBeGreaterThan(0);
  expect(dragging["backdrop"] ?? 0).toBe(0);
  await page.mouse.up();

  // Two nodes for each selected actor: its path and its waypoints.
  await person.press("Control+a");
  await draws.read();
  expect(await countNodes(page)).toBeLessThan(2 * ACTORS + 60);
});
