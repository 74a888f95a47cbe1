import { expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { createEditor, createPointer } from "@/editor";
import { placeInMiddle } from "./cycle";

function stage() {
  const editor = createEditor(createScenario({ id: "empty" }));
  editor.transient.setState({ viewport: { width: 1280, height: 720 } });
  return { editor, pointer: createPointer(editor) };
}

it("Enter places one thing beside the other, never on top of it, whatever the tool", () => {
  const { editor, pointer } = stage();
  for (const tool of ["place", "occluder", "place", "place"] as const) {
    editor.session.setState({ tool });
    expect(placeInMiddle(editor, pointer)).toBe(true);
  }
  const { actors, occluders } = editor.document.getState().scenario;
  const places = [...actors.flatMap(({ trajectory }) => trajectory.waypoints), ...occluders].map(({ x }) => x).sort((a, b) => a - b);
  expect(places).toHaveLength(4);
  for (const [index, x] of places.slice(1).entries()) expect(x - (places[index] ?? 0)).toBeGreaterThan(16);
});

it("what is placed appears at the playhead, whether by a click, a drag or Enter", () => {
  const { editor, pointer } = stage();
  editor.transient.setState({ frame: 90 });
  const take = () => editor.session.setState({ tool: "place" });
  take();
  pointer.pointerDown({ x: 200, y: 500 });
  pointer.pointerUp({ x: 200, y: 500 });
  take();
  pointer.pointerDown({ x: 300, y: 600 });
  pointer.pointerMove({ x: 700, y: 600 });
  pointer.pointerUp({ x: 700, y: 600 });
  take();
  placeInMiddle(editor, pointer);
  const { actors, video } = editor.document.getState().scenario;
  expect(actors.map(({ startFrame }) => startFrame)).toEqual([90, 90, 90]);
  expect(actors.map(({ endFrame }) => endFrame)).toEqual([video.durationFrames, video.durationFrames, video.durationFrames]);
});
