import { expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario } from "@/core/document";
import { roadLayout, usualRoadPlan } from "@/core/world/roads";
import { stageViewsOf } from "./views";
import { createDriver } from "./testing/driver";
import { junctionScenario } from "./testing/roadScenario";
import { currentView, toSheet } from "./view";

/** What the plan shows of the ground: from the lower left to the upper right. */
function shown({ editor }: ReturnType<typeof createDriver>) {
  const view = currentView(editor, "plan");
  const [from, to] = [toSheet(view, { x: 0, y: 600 }), toSheet(view, { x: 600, y: 0 })];
  return { left: from.x, bottom: -from.y, right: to.x, top: -to.y };
}

it("a plan that is opened shows where actors go; zoomed to fit, or without actors, it shows the whole road", () => {
  const plan = usualRoadPlan("x_junction");
  const { from, to } = roadLayout(plan).extent;
  const walkers = junctionScenario().actors.filter(({ id }) => id !== "car");
  const person = createDriver(createRoadScenario({ id: "walkers", plan, actors: walkers }));
  person.editor.transient.setState({ planViewport: { width: 600, height: 600 } });
  person.lookAt("plan");
  const isWhole = () => {
    const { left, bottom, right, top } = shown(person);
    return left <= from.x && bottom <= from.y && right >= to.x && top >= to.y;
  };
  const { left, right, bottom, top } = shown(person);
  expect(left).toBeLessThan(-30);
  expect(right).toBeGreaterThan(-20);
  expect(bottom).toBeLessThan(-5);
  expect(top).toBeGreaterThan(5);
  expect(isWhole()).toBe(false);
  person.action("view.zoom-fit");
  expect(isWhole()).toBe(true);
  person.editor.open(createRoadScenario({ id: "again", plan, actors: walkers }));
  expect(isWhole()).toBe(false);
  person.editor.open(createRoadScenario({ id: "empty", plan }));
  expect(isWhole()).toBe(true);
});

it("a plan that is opened shows what the ego's camera sees nearby, though nobody goes there", () => {
  const plan = usualRoadPlan("street");
  const { video } = junctionScenario();
  const waypoints = [{ x: 0, y: -1.75 }];
  const parked = createRoadActor({ id: "ego", trackId: 0, kind: "car", startFrame: 0, endFrame: 60, waypoints, motion: { heading: 0 } });
  const scenario = { id: "parked", plan, video, actors: [parked], ego: "ego" };
  const box = stageViewsOf(createRoadScenario({ ...scenario, cameras: [createCamera("dashcam", video)] })).placeOfAction();
  const { x = NaN, width = NaN } = box ?? {};
  expect(x).toBeGreaterThan(-20);
  expect(x + width).toBeGreaterThan(20);
  expect(x + width).toBeLessThan(40);
});
