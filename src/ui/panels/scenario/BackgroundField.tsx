import { useEffect } from "react";
import { useStore } from "zustand";
import { removeBackground } from "@/editor";
import { backgroundText, decoderText } from "@/services/files/backgroundReader";
import { videoOfStill } from "@/services/files/videoStills";
import { secondsOf } from "@/core/timeline";
import { counted, formatSeconds } from "@/core/text";
import { useEditor, useScenario } from "../../context/EditorContext";
import { useServices } from "../../context/ServicesContext";
import { BackgroundFile } from "../../fields/BackgroundFile";
import { VideoChoice } from "../../fields/VideoChoice";

/** The user's own picture or video instead of the drawn scene. */
export function BackgroundField() {
  const editor = useEditor();
  const { background } = useServices();
  const fps = useScenario(({ video }) => video.fps);
  const stills = useScenario(({ scene }) => scene.backgroundStills);
  const assetId = useScenario(({ scene }) => scene.backgroundAsset);
  const asset = useScenario(({ scene, assets }) => (scene.backgroundAsset === undefined ? undefined : assets[scene.backgroundAsset]));
  const reading = useStore(background.reading);
  const decoded = useStore(background.decoded);
  useEffect(() => background.watch(), [background]);
  const lastShown = secondsOf(stills?.at(-1)?.frame ?? 0, fps);
  const isVideo = (stills?.length ?? 0) > 1;
  const note = [
    `${counted(stills?.length ?? 0, "image")}, ${asset?.width} × ${asset?.height} px, the last from ${formatSeconds(lastShown)} on.`,
    ...(decoded && decoded.asset === assetId ? [decoderText(decoded.decoder)] : []),
  ].join(" ");
  return (
    <>
      <BackgroundFile
        name={asset ? (isVideo ? videoOfStill(asset.name) : asset.name) : null}
        isVideo={isVideo}
        progress={backgroundText(reading)}
        note={asset && isVideo ? note : null}
        onFile={(file) => void background.take(file)}
        onRemove={() => editor.run(removeBackground())}
        onStop={background.cancel}
      />
      <VideoChoice reading={reading} />
    </>
  );
}
