import { PictureStore, serializeScenario, type SlimScenario } from "@/core/document";

/** Where tests keep the data of their pictures. */
export const pictures = new PictureStore();

/** A picture whose data has a number of characters, all of them the same letter. */
export const pictureOf = (letter: string, length: number) =>
  pictures.slimAsset({
    name: `${letter}.png`,
    mediaType: "image/png",
    width: 8,
    height: 8,
    sha256: "a".repeat(64),
    data: `data:image/png;base64,${letter.repeat(length)}`,
  });

/** What saving a scenario writes. */
export const fileOf = (scenario: SlimScenario): string => serializeScenario(pictures.whole(scenario));
