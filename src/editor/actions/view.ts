import type { Editor } from "../editor";
import { addMarker } from "../commands/scenario";
import { playedRange } from "../playback";
import { OVERLAYS, type Overlay, type Panes } from "../stores/session";
import { addGuidesAt } from "../guides";
import { selectionBox } from "../tools/marquee";
import { activeView, currentView, setView, viewOfBox, viewportOf, zoomedAt } from "../view";
import type { ViewId } from "../views";
import { onPicture, onlyInPicture, type Action, type ActionContext } from "./action";
import { nominalRate } from "@/core/timeline";

/** Zooms about the middle of the stage. */
function zoom(editor: Editor, factor: number): void {
  const id = activeView(editor);
  const { width, height } = viewportOf(editor, id);
  setView(editor, id, zoomedAt(currentView(editor), { x: width / 2, y: height / 2 }, factor, id));
}

/** Shows all of the picture or, of a plan, the whole road. */
function fit(editor: Editor): void {
  const id = activeView(editor);
  if (id === "plan") editor.transient.setState({ planBox: null });
  setView(editor, id, null);
}

/** How far a selection is zoomed in on: CSS pixels to a pixel of the picture, or to a metre. */
const CLOSEST: Readonly<Record<ViewId, number>> = { picture: 4, plan: 60 };

const OVERLAY_LABELS: Record<Overlay, string> = {
  boxes: "Show bounding boxes",
  visibleBoxes: "Show visible boxes",
  ids: "Show track ids",
  visibility: "Show visibility",
  masks: "Show masks",
  keypoints: "Show keypoints",
  paths: "Show all paths",
  ghosts: "Show ghosts",
  ticks: "Show time ticks",
  grid: "Show grid",
  rulers: "Show rulers",
};

const OVERLAY_KEYS: Partial<Record<Overlay, string>> = { boxes: "shift+b", paths: "shift+p", grid: "shift+g", rulers: "shift+u" };

const overlayAction = (overlay: Overlay): Action => {
  const key = OVERLAY_KEYS[overlay];
  const action: Action = {
    id: `view.overlay-${overlay}`,
    label: OVERLAY_LABELS[overlay],
    group: "View",
    ...(key === undefined ? {} : { shortcuts: [key] }),
    checked: ({ editor }) => editor.session.getState().overlays[overlay],
    perform: ({ editor }) => editor.session.setState(({ overlays }) => ({ overlays: { ...overlays, [overlay]: !overlays[overlay] } })),
  };
  return overlay === "rulers" ? onlyInPicture(action, "The plan of a road has a scale in metres") : action;
};

/** Shows views of a road scenario; a key pressed again brings back both. */
const paneAction = (panes: Panes, label: string, key: string | undefined, keywords: readonly string[]): Action => ({
  id: `view.panes-${panes}`,
  label,
  keywords,
  group: "View",
  ...(key === undefined ? {} : { shortcuts: [key] }),
  enabled: ({ editor }) => !onPicture(editor),
  needs: "Open a road scenario first",
  checked: ({ editor }) => editor.session.getState().panes === panes,
  perform: ({ editor }) => editor.session.setState(({ panes: shown }) => ({ panes: shown === panes ? "both" : panes })),
});

export const viewActions: readonly Action[] = [
  {
    id: "view.zoom-in",
    label: "Zoom in",
    group: "View",
    shortcuts: ["mod+=", "="],
    repeats: true,
    perform: ({ editor }) => zoom(editor, 1.25),
  },
  {
    id: "view.zoom-out",
    label: "Zoom out",
    group: "View",
    shortcuts: ["mod+-", "-"],
    repeats: true,
    perform: ({ editor }) => zoom(editor, 0.8),
  },
  {
    id: "view.zoom-fit",
    label: "Zoom to fit",
    group: "View",
    shortcuts: ["shift+1"],
    perform: ({ editor }) => fit(editor),
  },
  {
    id: "view.zoom-100",
    label: "Zoom to 100 %",
    group: "View",
    shortcuts: ["shift+0"],
    perform: ({ editor }) => zoom(editor, 1 / currentView(editor).scale),
  },
  {
    id: "view.zoom-selection",
    label: "Zoom to selection",
    group: "View",
    shortcuts: ["shift+2"],
    enabled: ({ editor }) => selectionBox(editor) !== undefined,
    needs: "Select an actor or an occluder first",
    perform: ({ editor }) => {
      const box = selectionBox(editor);
      const id = activeView(editor);
      if (box) setView(editor, id, viewOfBox(box, viewportOf(editor, id), CLOSEST[id]));
    },
  },
  {
    id: "view.snapping",
    label: "Snap while dragging",
    group: "View",
    shortcuts: ["shift+s"],
    checked: ({ editor }) => editor.session.getState().snapping.enabled,
    perform: ({ editor }) => editor.session.setState(({ snapping }) => ({ snapping: { ...snapping, enabled: !snapping.enabled } })),
  },
  paneAction("plan", "Plan alone", "t", ["top view", "from above", "map"]),
  paneAction("both", "Plan and camera", undefined, ["side by side", "split"]),
  paneAction("camera", "Camera alone", "c", ["dashcam", "perspective"]),
  paneAction("all", "Plan and all cameras", undefined, ["quad view", "four views", "grid", "multi-camera"]),
  ...OVERLAYS.map(overlayAction),
  onlyInPicture(
    {
      id: "view.guides-lay",
      label: "Add guides at selection",
      group: "View",
      enabled: ({ editor }) => selectionBox(editor) !== undefined,
      needs: "Select an actor or an occluder first",
      perform: ({ editor }) => {
        const box = selectionBox(editor);
        if (box) addGuidesAt(editor, box);
      },
    },
    "A road has its own lines to snap to: lanes, kerbs, crossings",
  ),
  {
    id: "view.guides-clear",
    label: "Delete all guides",
    group: "View",
    enabled: ({ editor }) => {
      const { guides } = editor.session.getState();
      return guides.x.length + guides.y.length > 0;
    },
    needs: "There are no guides",
    perform: ({ editor }) => editor.session.setState({ guides: { x: [], y: [] } }),
  },
];

const oneSecond = ({ editor }: ActionContext) => nominalRate(editor.document.getState().scenario.video.fps);

export const playbackActions: readonly Action[] = [
  {
    id: "playback.toggle",
    label: "Play or pause",
    group: "Playback",
    shortcuts: ["Space"],
    perform: ({ player }) => player.toggle(),
  },
  {
    id: "playback.previous-frame",
    label: "Back one frame",
    group: "Playback",
    shortcuts: [","],
    repeats: true,
    perform: ({ player }) => player.step(-1),
  },
  {
    id: "playback.next-frame",
    label: "Forward one frame",
    group: "Playback",
    shortcuts: ["."],
    repeats: true,
    perform: ({ player }) => player.step(1),
  },
  {
    id: "playback.previous-second",
    label: "Back one second",
    group: "Playback",
    shortcuts: ["shift+,", "<"],
    repeats: true,
    perform: (context) => context.player.step(-oneSecond(context)),
  },
  {
    id: "playback.next-second",
    label: "Forward one second",
    group: "Playback",
    shortcuts: ["shift+.", ">"],
    repeats: true,
    perform: (context) => context.player.step(oneSecond(context)),
  },
  {
    id: "playback.start",
    label: "Go to start",
    group: "Playback",
    shortcuts: ["Home"],
    perform: ({ editor, player }) => player.seek(playedRange(editor).from),
  },
  {
    id: "playback.end",
    label: "Go to end",
    group: "Playback",
    shortcuts: ["End"],
    perform: ({ editor, player }) => player.seek(playedRange(editor).to - 1),
  },
  {
    id: "playback.loop",
    label: "Loop",
    group: "Playback",
    shortcuts: ["l"],
    checked: ({ editor }) => editor.session.getState().loop,
    perform: ({ editor }) => editor.session.setState(({ loop }) => ({ loop: !loop })),
  },
  {
    id: "playback.range-in",
    label: "Set in point",
    group: "Playback",
    shortcuts: ["i"],
    perform: ({ editor }) => {
      const from = editor.transient.getState().frame;
      const { to } = playedRange(editor);
      const last = editor.document.getState().scenario.video.durationFrames;
      editor.session.setState({ range: { from, to: to > from ? to : last } });
    },
  },
  {
    id: "playback.range-out",
    label: "Set out point",
    group: "Playback",
    shortcuts: ["o"],
    perform: ({ editor }) => {
      const to = editor.transient.getState().frame + 1;
      const { from } = playedRange(editor);
      editor.session.setState({ range: { from: from < to ? from : 0, to } });
    },
  },
  {
    id: "playback.range-clear",
    label: "Clear in and out points",
    group: "Playback",
    shortcuts: ["shift+x"],
    enabled: ({ editor }) => editor.session.getState().range !== null,
    needs: "There are no in and out points",
    perform: ({ editor }) => editor.session.setState({ range: null }),
  },
  {
    id: "playback.marker",
    label: "Add marker",
    group: "Playback",
    shortcuts: ["m"],
    perform: ({ editor }) => {
      const count = editor.document.getState().scenario.markers.length + 1;
      editor.run(addMarker(editor.transient.getState().frame, `Marker ${count}`));
    },
  },
];
