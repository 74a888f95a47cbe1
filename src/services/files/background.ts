import type { PictureStore } from "@/core/document";
import { showBackground, showStills, type Command, type NamedAsset } from "@/editor";
import { VIDEO_TYPES } from "../media/videoFile";
import { PICTURE_TYPES, readPictureFile } from "./pictureFile";
import type { VideoStills } from "./videoStills";

/** The background: an image, or stills of a video. */
export type Background =
  | { readonly kind: "picture"; readonly name: string; readonly picture: NamedAsset }
  | ({ readonly kind: "video"; readonly name: string } & VideoStills);

export const BACKGROUND_TYPES = `${PICTURE_TYPES},${VIDEO_TYPES}`;

/** Reads an image. @throws Error that says what is wrong with the file and what to do */
export async function readPicture(file: File, pictures: PictureStore): Promise<Extract<Background, { kind: "picture" }>> {
  const picture = await readPictureFile(file, pictures);
  return { kind: "picture", name: file.name, picture };
}

/** Shows the background. */
export function underlay(background: Background): Command {
  return background.kind === "picture" ? showBackground(background.picture) : showStills(background.stills);
}
