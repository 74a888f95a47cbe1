import { removeBackground } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { BackgroundFile } from "../../fields/BackgroundFile";
import { underlay, type Background } from "@/services/files/background";
import { videoOfStill } from "@/services/files/videoStills";
import { formatSeconds } from "@/core/text";
import { secondsOf } from "@/core/timeline";

/** The user's own picture or video instead of the drawn scene. */
export function BackgroundField() {
  const editor = useEditor();
  const id = useScenario((scenario) => scenario.id);
  const fps = useScenario(({ video }) => video.fps);
  const stills = useScenario(({ scene }) => scene.backgroundStills);
  const asset = useScenario(({ scene, assets }) => (scene.backgroundAsset === undefined ? undefined : assets[scene.backgroundAsset]));
  const isVideo = (stills?.length ?? 0) > 1;
  const take = (background: Background) => {
    const { scenario } = editor.document.getState();
    // A video takes a while: what was opened meanwhile is none of its business.
    if (scenario.id === id) editor.run(underlay(background, scenario.video.fps));
  };
  return (
    <BackgroundFile
      name={asset ? (isVideo ? videoOfStill(asset.name) : asset.name) : null}
      isVideo={isVideo}
      note={
        asset && isVideo
          ? `${stills?.length} stills, ${asset.width} × ${asset.height} px, ` +
            `the last from ${formatSeconds(secondsOf(stills?.at(-1)?.frame ?? 0, fps))} on. The background is frozen in between.`
          : null
      }
      outlivesField
      onTake={take}
      onRemove={() => editor.run(removeBackground())}
    />
  );
}
