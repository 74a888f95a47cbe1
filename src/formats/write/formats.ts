import { createBdd100kWriter } from "../bdd100k/writer";
import { createCocoWriter, createKwcocoWriter } from "../coco/writer";
import { createYoutubeVisWriter } from "../coco/youtubeVisWriter";
import { createCvatWriter } from "../cvat/writer";
import { createDatumaroWriter } from "../datumaro/writer";
import { createDiveWriter } from "../dive/writer";
import { createKittiObjectWriter, createKittiWriter } from "../kitti/writer";
import { createLabelMeWriter } from "../labelme/writer";
import { createLabelStudioWriter } from "../labelstudio/writer";
import { createMotWriter } from "../mot/writer";
import { createOpenLabelWriter } from "../openlabel/writer";
import { createTableWriter } from "../table/writer";
import { createViameWriter } from "../viame/writer";
import { createVocWriter } from "../voc/writer";
import { createYoloWriter } from "../yolo/writer";
import type { FormatWriterFactory } from "./format";
import type { FormatId } from "./formatIds";

export const FORMAT_NAMES: Record<FormatId, string> = {
  coco: "COCO",
  yolo: "YOLO",
  mot: "MOTChallenge",
  kitti: "KITTI tracking",
  cvat: "CVAT for video 1.1",
  openlabel: "ASAM OpenLABEL 1.0.0",
  datumaro: "Datumaro",
  voc: "Pascal VOC",
  labelme: "LabelMe",
  label_studio: "Label Studio",
  bdd100k: "BDD100K",
  viame: "VIAME CSV",
  dive: "DIVE JSON",
  kwcoco: "KWCOCO",
  youtube_vis: "YouTube-VIS",
  kitti_object: "KITTI object",
  csv: "CSV with a header",
};

export const FORMAT_WRITERS: Record<FormatId, FormatWriterFactory> = {
  coco: createCocoWriter,
  yolo: createYoloWriter,
  mot: createMotWriter,
  kitti: createKittiWriter,
  cvat: createCvatWriter,
  openlabel: createOpenLabelWriter,
  datumaro: createDatumaroWriter,
  voc: createVocWriter,
  labelme: createLabelMeWriter,
  label_studio: createLabelStudioWriter,
  bdd100k: createBdd100kWriter,
  viame: createViameWriter,
  dive: createDiveWriter,
  kwcoco: createKwcocoWriter,
  youtube_vis: createYoutubeVisWriter,
  kitti_object: createKittiObjectWriter,
  csv: createTableWriter,
};
