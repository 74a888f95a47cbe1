import { useEffect, useMemo, useState } from "react";
import { camerasOf, shownCameraId, withCamera, type RoadCamera, type SlimScenario } from "@/core/document";
import { showCamera, type Editor } from "@/editor";
import { Picture } from "../pictures/Picture";
import { useEditor, useScenario } from "../context/EditorContext";
import classes from "./stage.module.css";

/** What the cameras see that are not in the camera view, at the playhead's frame. A click brings one of them there. */
export function OtherCameras() {
  const editor = useEditor();
  const scenario = useScenario((whole) => whole);
  const frame = useRestingFrame(editor);
  const shown = shownCameraId(scenario);
  return camerasOf(scenario)
    .filter(({ id }) => id !== shown)
    .map((camera) => (
      <OtherCamera key={camera.id} camera={camera} scenario={scenario} frame={frame} onShow={() => editor.run(showCamera(camera.id))} />
    ));
}

type Props = { readonly camera: RoadCamera; readonly scenario: SlimScenario; readonly frame: number; readonly onShow: () => void };

function OtherCamera({ camera, scenario, frame, onShow }: Props) {
  const seen = useMemo(() => withCamera(scenario, camera.id), [scenario, camera.id]);
  const { width, height } = scenario.video;
  const name = camera.name || camera.id;
  return (
    <button type="button" className={classes.otherCamera} aria-label={`Show ${name} in the camera view`} onClick={onShow}>
      <span
        className={classes.otherPicture}
        style={{ aspectRatio: `${width} / ${height}`, width: `min(100cqw, 100cqh * ${width / height})` }}
      >
        <Picture scenario={seen} frame={frame} />
      </span>
      <span className={classes.paneName} aria-hidden>
        {name}
      </span>
    </button>
  );
}

/** Milliseconds between two pictures while the playhead moves: each is drawn when the page is idle. */
const PAUSE = 200;

/** The playhead's frame, which follows it in steps: at once where it rests, now and then while it moves. */
function useRestingFrame(editor: Editor): number {
  const [frame, setFrame] = useState(() => editor.transient.getState().frame);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const take = () => {
      waiting = null;
      setFrame(editor.transient.getState().frame);
    };
    const stop = editor.transient.subscribe((state, before) => {
      if (state.frame !== before.frame) waiting ??= setTimeout(take, PAUSE);
    });
    return () => {
      stop();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [editor]);
  return frame;
}
