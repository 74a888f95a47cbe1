import { createCocoWriter } from "../coco/writer";
import { createCvatWriter } from "../cvat/writer";
import { createDatumaroWriter } from "../datumaro/writer";
import { createKittiWriter } from "../kitti/writer";
import { createMotWriter } from "../mot/writer";
import { createOpenLabelWriter } from "../openlabel/writer";
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
};

export const FORMAT_WRITERS: Record<FormatId, FormatWriterFactory> = {
  coco: createCocoWriter,
  yolo: createYoloWriter,
  mot: createMotWriter,
  kitti: createKittiWriter,
  cvat: createCvatWriter,
  openlabel: createOpenLabelWriter,
  datumaro: createDatumaroWriter,
};
