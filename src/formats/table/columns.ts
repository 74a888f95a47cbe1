/** What a column can mean, with the names that tools give it: letters and digits only, in lower case. Earlier names take precedence. */
const MEANINGS = {
  frame: ["frame", "frameindex", "frameid", "framenumber", "framenum", "frameno", "framenr", "bild"],
  image: ["image", "imagename", "filename", "file", "imagepath", "imgpath", "imageid", "imgname", "path", "externalid"],
  time: ["timestamp", "time", "seconds", "timesec", "times", "t"],
  track: ["trackid", "track", "objectid", "instanceid", "trackerid", "tid", "personid", "vehicleid"],
  id: ["id"],
  label: [
    "class",
    "label",
    "category",
    "classname",
    "objecttype",
    "categoryname",
    "labelname",
    "classlabel",
    "type",
    "species",
    "objectclass",
    "name",
  ],
  left: ["left", "xmin", "x1", "xtl", "bbleft", "bboxleft", "bboxx", "bbx", "xleft", "minx", "bboxxmin", "bboxx1", "x"],
  top: ["top", "ymin", "y1", "ytl", "bbtop", "bboxtop", "bboxy", "bby", "ytop", "miny", "bboxymin", "bboxy1", "y"],
  right: ["right", "xmax", "x2", "xbr", "bbright", "bboxright", "xright", "maxx", "bboxxmax", "bboxx2"],
  bottom: ["bottom", "ymax", "y2", "ybr", "bbbottom", "bboxbottom", "ybottom", "maxy", "bboxymax", "bboxy2"],
  width: ["boxwidth", "bboxwidth", "bbwidth", "bboxw", "bbw", "w", "width"],
  height: ["boxheight", "bboxheight", "bbheight", "bboxh", "bbh", "h", "height"],
  centreX: ["centerx", "centrex", "xcenter", "xcentre", "cx", "xc", "bboxcx"],
  centreY: ["centery", "centrey", "ycenter", "ycentre", "cy", "yc", "bboxcy"],
  box: ["bbox", "box", "boundingbox"],
  imageWidth: ["imagewidth", "imgwidth", "framewidth", "imwidth"],
  imageHeight: ["imageheight", "imgheight", "frameheight", "imheight"],
  visibility: ["visibility"],
  confidence: ["confidence", "score", "conf"],
  video: ["video", "videoid", "videoname", "sequence", "seq", "clip"],
  camera: ["camera", "cameraid", "cameraname", "cam", "sensor", "channel", "view"],
} as const;

export type Meaning = keyof typeof MEANINGS;
export type Columns = ReadonlyMap<Meaning, number>;

/** Which column has which meaning, and the names of those that have none. */
export function columnsOf(head: readonly string[]): { columns: Columns; others: string[] } {
  const keys = head.map((name) => name.toLowerCase().replace(/[^\p{L}\d]/gu, ""));
  const columns = new Map<Meaning, number>();
  const taken = new Set<number>();
  const meanings = Object.keys(MEANINGS).filter((name): name is Meaning => name in MEANINGS);
  for (const meaning of meanings) {
    const names: readonly string[] = MEANINGS[meaning];
    const at = names.map((name) => keys.indexOf(name)).find((index) => index >= 0 && !taken.has(index));
    if (at === undefined) continue;
    columns.set(meaning, at);
    taken.add(at);
  }
  // Where boxes have four edges, `width` and `height` are those of the image, as in TensorFlow's tables.
  if ((columns.has("right") && columns.has("bottom")) || columns.has("box"))
    for (const [size, image] of [
      ["width", "imageWidth"],
      ["height", "imageHeight"],
    ] as const) {
      const at = columns.get(size);
      if (at === undefined || !["width", "height"].includes(keys[at] ?? "")) continue;
      columns.delete(size);
      if (!columns.has(image)) columns.set(image, at);
    }
  return { columns, others: head.filter((name, index) => name.trim() !== "" && !taken.has(index)) };
}

/** Whether columns describe boxes. */
export function haveBoxes(columns: Columns): boolean {
  const has = (...meanings: Meaning[]) => meanings.every((meaning) => columns.has(meaning));
  return (
    has("box") ||
    has("left", "top", "right", "bottom") ||
    has("left", "top", "width", "height") ||
    has("centreX", "centreY", "width", "height")
  );
}
