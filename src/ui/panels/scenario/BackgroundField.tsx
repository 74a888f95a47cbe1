import { useState } from "react";
import { removeBackground } from "@/editor";
import { readPicture, underlay, type Background } from "@/services/files/background";
import { everyFrame, videoOfStill } from "@/services/files/videoStills";
import { isVideoFile } from "@/services/media/videoFile";
import { secondsOf } from "@/core/timeline";
import { useEditor, useScenario } from "../../context/EditorContext";
import { BackgroundFile } from "../../fields/BackgroundFile";
import { readingText, useVideoReading } from "../../fields/useVideoReading";
import { VideoChoice } from "../../fields/VideoChoice";
import { formatSeconds } from "@/core/text";
import { notify } from "../../shell/notify";

/** The user's own picture or video instead of the drawn scene. */
export function BackgroundField() {
  const editor = useEditor();
  const fps = useScenario(({ video }) => video.fps);
  const stills = useScenario(({ scene }) => scene.backgroundStills);
  const asset = useScenario(({ scene, assets }) => (scene.backgroundAsset === undefined ? undefined : assets[scene.backgroundAsset]));
  const { reading, read, cancel } = useVideoReading(true);
  const [readsPicture, setReadsPicture] = useState(false);
  const lastShown = secondsOf(stills?.at(-1)?.frame ?? 0, fps);
  const isVideo = (stills?.length ?? 0) > 1;

  const readFile = async (file: File): Promise<Background | null> => {
    if (isVideoFile(file)) {
      const found = await read(file, everyFrame(editor.document.getState().scenario));
      return found && { kind: "video", name: file.name, ...found };
    }
    setReadsPicture(true);
    try {
      return await readPicture(file);
    } finally {
      setReadsPicture(false);
    }
  };
  const take = async (file: File) => {
    const { id, video } = editor.document.getState().scenario;
    try {
      const background = await readFile(file);
      // A video takes a while: a scenario opened meanwhile has nothing to do with it.
      const now = editor.document.getState().scenario;
      if (!background || now.id !== id) return;
      if (background.kind === "video" && now.video.fps !== video.fps)
        throw new Error("The scenario's frame rate was changed while the video was read. Choose the video again");
      editor.run(underlay(background));
    } catch (error) {
      notify({ tone: "error", title: "The background could not be used", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <BackgroundFile
        name={asset ? (isVideo ? videoOfStill(asset.name) : asset.name) : null}
        isVideo={isVideo}
        progress={readingText(reading) ?? (readsPicture ? "Reading" : null)}
        note={
          asset && isVideo
            ? `${stills?.length} images, ${asset.width} × ${asset.height} px, the last from ${formatSeconds(lastShown)} on.`
            : null
        }
        onFile={(file) => void take(file)}
        onRemove={() => editor.run(removeBackground())}
        onStop={cancel}
      />
      <VideoChoice reading={reading} />
    </>
  );
}
