import { expect, it } from "vitest";
import { createActor, createRoadActor, createRoadScenario, createScenario, type SlimScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { usualRoadPlan } from "@/core/world/roads";
import { wholeArrivals } from "../commands/times";
import { createEditor } from "../editor";
import { createPlayer } from "../playback";
import { selectionOf } from "../selection";
import { pictures } from "../testing/pictures";
import { copySelection, pasteText } from "./clipboard";

const road = createRoadScenario({
  id: "road",
  plan: usualRoadPlan("street"),
  actors: ["one", "other"].map((id, trackId) =>
    createRoadActor({
      kind: "car",
      id,
      trackId,
      startFrame: 0,
      endFrame: 300,
      curve: "linear",
      motion: { speed: 10 },
      waypoints: [
        { x: -50, y: -1.6 + 3 * trackId },
        { x: -20, y: -1.6 + 3 * trackId, speed: 5 },
        { x: 40, y: -1.6 + 3 * trackId },
      ],
    }),
  ),
});
const picture = createScenario({
  id: "picture",
  actors: [createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 99, waypoints: [{ x: 1, y: 500 }] })],
});

/** An editor, and what it was told. */
function person(scenario: SlimScenario) {
  const editor = createEditor(scenario);
  const told: string[] = [];
  const clipboard = { write: () => undefined, read: () => Promise.resolve(null) };
  const context = {
    editor,
    player: createPlayer(editor),
    pictures,
    clipboard,
    report: (text: string) => told.push(text),
    pointedAt: () => null,
  };
  return { editor, context, told };
}

it("waypoints of a road are copied with their speeds, and pasted with their times", async () => {
  const { editor, context } = person(road);
  editor.session.setState({ selection: selectionOf({ actors: ["one"], waypoints: [{ actorId: "one", index: 1 }] }) });
  const text = copySelection(context);
  expect(text).not.toBeNull();
  editor.session.setState({ selection: selectionOf({ actors: ["other"] }) });
  editor.transient.setState({ frame: 45 });
  await pasteText(context, text ?? "");
  const [, other] = editor.document.getState().scenario.actors;
  if (!other) throw new Error("no actor");
  expect(other.trajectory.waypoints[1]).toMatchObject({ x: -20, y: -1.6, at: 45 });
  // The others are reached when they were.
  expect(wholeArrivals(worldOf(road), other).slice(0, 3)).toEqual([0, 45, 90]);
});

it("what was copied in one world is not pasted into the other, and it is said why", async () => {
  const [onRoad, inPicture] = [person(road), person(picture)];
  onRoad.editor.session.setState({ selection: selectionOf({ actors: ["one"] }) });
  inPicture.editor.session.setState({ selection: selectionOf({ actors: ["walker"] }) });
  await pasteText(onRoad.context, copySelection(inPicture.context) ?? "");
  await pasteText(inPicture.context, copySelection(onRoad.context) ?? "");
  expect(onRoad.told.join()).toMatch(/picture scenario, in pixels, and cannot be placed on a road/);
  expect(inPicture.told.join()).toMatch(/road scenario/);
  expect([onRoad, inPicture].map(({ editor }) => editor.document.getState().history.position)).toEqual([0, 0]);
});
