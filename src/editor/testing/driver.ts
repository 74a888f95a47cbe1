import { createActor, createScenario, type Actor, type SlimScenario } from "@/core/document";
import { editorActions, type ActionContext } from "../actions";
import { createEditor, type Editor } from "../editor";
import { createKeyboard, type KeyInput } from "../keyboard";
import { createPlayer, type Clock } from "../playback";
import { createPointer } from "../tools/pointer";
import type { PointerInput } from "../tools/tool";
import { groundView } from "../view";
import type { ViewId } from "../views";
import { pictures } from "./pictures";
import { stageHitAt } from "./stageHits";

type Modifiers = Omit<PointerInput, "x" | "y" | "hit">;

/** A user of the editor, without a page: points, drags and presses keys in pixels of the video, at 100 %. */
export function createDriver(scenario: SlimScenario = createScenario({ id: "drawn" })) {
  const messages: string[] = [];
  const editor: Editor = createEditor(scenario, { onRefused: ({ label, reason }) => messages.push(`${label}: ${reason}`) });
  editor.transient.setState({ viewport: scenario.video, planViewport: scenario.video });
  editor.session.setState({
    view: { x: 0, y: 0, scale: 1 },
    planView: { x: 640, y: 360, scale: 10 },
    snapping: { ...editor.session.getState().snapping, enabled: false },
  });
  const clock = createManualClock();
  let copied: string | null = null;
  const context: ActionContext = {
    editor,
    player: createPlayer(editor, clock),
    pictures,
    clipboard: { write: (text) => (copied = text), read: () => Promise.resolve(copied) },
    report: (message) => messages.push(message),
    pointedAt: () => pointer.place(),
  };
  const pointer = createPointer(editor);
  const keyboard = createKeyboard(context, editorActions, pointer);

  const at = (x: number, y: number, modifiers: Modifiers = {}): PointerInput => ({
    x,
    y,
    ...modifiers,
    hit: () => stageHitAt(editor, { x, y }),
  });
  const move = (x: number, y: number, modifiers?: Modifiers) => pointer.pointerMove(at(x, y, modifiers));
  const down = (x: number, y: number, modifiers?: Modifiers) => {
    move(x, y, modifiers);
    pointer.pointerDown(at(x, y, modifiers));
  };
  const up = (x: number, y: number, modifiers?: Modifiers) => pointer.pointerUp(at(x, y, modifiers));

  return {
    editor,
    clock,
    context,
    pointer,
    messages,
    move,
    down,
    up,
    /** Goes with the pointer to another view of a road scenario; places are then on that view's sheet. */
    lookAt: (activeView: ViewId) => editor.transient.setState({ activeView }),
    /** Where a point of the ground is on the sheet of the view that the pointer is in. */
    seen: (x: number, y: number): [number, number] => {
      const place = groundView(editor).project({ x, y });
      if (!place) throw new RangeError(`the view does not show ${x}, ${y}`);
      return [place.x, place.y];
    },
    /** The saved scenario: previews are not included. */
    scenario: () => editor.document.getState().scenario,
    actor: (index = 0): Actor => {
      const actor = editor.live().actors[index];
      if (!actor) throw new RangeError(`there is no actor ${index}`);
      return actor;
    },
    selection: () => editor.session.getState().selection,
    labels: () => editor.document.getState().history.steps.map(({ label }) => label),
    click: (x: number, y: number, modifiers: Modifiers = {}) => {
      down(x, y, modifiers);
      up(x, y, modifiers);
    },
    doubleClick: (x: number, y: number) => {
      for (let press = 0; press < 2; press++) {
        down(x, y);
        up(x, y);
      }
      pointer.doubleClick(at(x, y));
    },
    /** Presses at the first point, moves over the others in small steps, and releases at the last. */
    drag: (points: readonly (readonly [number, number])[], modifiers: Modifiers = {}) => {
      const [first, ...rest] = points;
      if (!first) return;
      down(first[0], first[1], modifiers);
      let [x, y] = first;
      for (const [nextX, nextY] of rest) {
        for (let step = 1; step <= 8; step++) move(x + ((nextX - x) * step) / 8, y + ((nextY - y) * step) / 8, modifiers);
        [x, y] = [nextX, nextY];
      }
      up(x, y, modifiers);
    },
    press: (key: string, modifiers: Omit<KeyInput, "key"> = {}) => {
      const used = keyboard.down({ key, ...modifiers });
      keyboard.up({ key, ...modifiers });
      return used;
    },
    keyboard,
    action: (id: string) => {
      const action = editorActions.find((candidate) => candidate.id === id);
      if (!action) throw new RangeError(`there is no action ${id}`);
      if (action.enabled?.(context) ?? true) action.perform(context);
    },
  };
}

/** A clock that stands still until a test advances it. */
export function createManualClock(): Clock & { advance: (milliseconds: number) => void } {
  let time = 0;
  let waiting = new Map<number, () => void>();
  let handles = 0;
  return {
    now: () => time,
    request: (callback) => {
      waiting.set(++handles, callback);
      return handles;
    },
    cancel: (handle) => waiting.delete(handle),
    advance: (milliseconds) => {
      time += milliseconds;
      const due = waiting;
      waiting = new Map();
      for (const callback of due.values()) callback();
    },
  };
}

/** Two pedestrians, a parked van, and a car that comes later; sizes are the specification's. */
export function streetScenario(): SlimScenario {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 200,
    waypoints: [
      { x: 200, y: 400 },
      { x: 400, y: 400 },
      { x: 600, y: 500 },
    ],
  });
  const waiter = createActor({
    id: "waiter",
    trackId: 1,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 300,
    waypoints: [{ x: 800, y: 300 }],
  });
  const car = createActor({
    id: "car",
    trackId: 2,
    type: "vehicle",
    startFrame: 100,
    endFrame: 250,
    waypoints: [
      { x: -40, y: 600 },
      { x: 1320, y: 600 },
    ],
  });
  return createScenario({
    id: "street",
    actors: [walker, waiter, car],
    occluders: [
      {
        id: "van",
        kind: "parked_van",
        name: "Parked van",
        x: 1000,
        y: 500,
        size: { width: 110, height: 84 },
        locked: false,
        hidden: false,
      },
    ],
  });
}
