import type { GroundTruthRecord } from "@/core/truth";
import type { Box } from "@/core/scene";
import type { AnnotatedFrame, AnnotationSource, WriteOptions } from "../types";
import { chosenBox, clipToFrame, isOccluded, isWhollyHidden, regionsAt, typesOfRegion } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { decimal, escapeXml, frameStem } from "../write/text";

/**
 * Pascal VOC: an XML file for each image. Boxes are edges from 0, clipped to the frame; hidden actors and regions to ignore are
 * `difficult`, which evaluators do not score.
 */
export function createVocWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video } = source;
  return {
    *frame(annotated) {
      const stem = frameStem(video.name, annotated.frame);
      yield { path: `annotations/voc/${stem}.xml`, text: fileOf(annotated, `${stem}.${options.imageExtension}`), last: true };
    },
    end: () => [],
  };

  function fileOf(annotated: AnnotatedFrame, fileName: string): string {
    const objects = annotated.records.map((record) => objectOf(record));
    for (const region of regionsAt(source, annotated)) {
      const box = clipToFrame(region.bounding_box, video);
      if (box)
        for (const type of typesOfRegion(region, source)) objects.push(element(type, box, { truncated: 0, occluded: 0, difficult: 1 }, ""));
    }
    return `<annotation>
  <folder>images</folder>
  <filename>${escapeXml(fileName)}</filename>
  <source><database>Jaywalk</database><annotation>edges of boxes in pixels from 0</annotation></source>
  <size><width>${video.width}</width><height>${video.height}</height><depth>3</depth></size>
  <segmented>0</segmented>
${objects.join("")}</annotation>
`;
  }

  function objectOf(record: GroundTruthRecord): string {
    const whole = chosenBox(record, options);
    const box = whole && clipToFrame(whole, video);
    if (!whole || !box) return "";
    const flags = {
      truncated: record.truncation > 0 ? 1 : 0,
      occluded: isOccluded(record) ? 1 : 0,
      difficult: isWhollyHidden(record) ? 1 : 0,
    };
    const clipped = box.width !== whole.width || box.height !== whole.height;
    const attributes = [
      ["track_id", String(record.track_id)],
      ["visibility", decimal(record.visibility, 6)],
      ["confidence", decimal(record.confidence, 6)],
      ...(clipped ? [["unclipped_box", [whole.x, whole.y, whole.width, whole.height].join(" ")]] : []),
    ];
    const texts = attributes.map(([name, value]) => `      <attribute><name>${name}</name><value>${value}</value></attribute>\n`);
    return element(record.object_type, box, flags, `    <attributes>\n${texts.join("")}    </attributes>\n`);
  }
}

type Flags = { truncated: number; occluded: number; difficult: number };

function element(type: string, { x, y, width, height }: Box, flags: Flags, attributes: string): string {
  const { truncated, occluded, difficult } = flags;
  return (
    `  <object>\n    <name>${type}</name>\n    <pose>Unspecified</pose>\n    <truncated>${truncated}</truncated>\n` +
    `    <occluded>${occluded}</occluded>\n    <difficult>${difficult}</difficult>\n` +
    `    <bndbox><xmin>${x}</xmin><ymin>${y}</ymin><xmax>${x + width}</xmax><ymax>${y + height}</ymax></bndbox>\n` +
    `${attributes}  </object>\n`
  );
}
