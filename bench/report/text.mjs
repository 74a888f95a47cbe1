import { SCENARIOS } from "../parts/renders.mjs";

const IDS = SCENARIOS.map(({ id }) => id);
const STYLES = ["schematic", "illustrated"];
const ENGINES = ["ffmpeg", "webcodecs"];
const COLORS = { peer: "#8a93a3", ffmpeg: "#2f7de1", webcodecs: "#17a673", png: "#d0743c" };

/** The rows of the chart: for each scenario, the methods side by side. */
export function chartRows(figures) {
  const bar = (label, key, color) => (figures[key] ? [{ label, value: figures[key].fps, color }] : []);
  return IDS.map((id) => ({
    name: id,
    bars: [
      ...bar("the specification’s generator", `renders/${id}/peer`, COLORS.peer),
      ...bar("ffmpeg, 2 workers", `renders/${id}/schematic ffmpeg 2`, COLORS.ffmpeg),
      ...bar("webcodecs, 2 workers", `renders/${id}/schematic webcodecs 2`, COLORS.webcodecs),
      ...bar("a PNG for every frame", `png/${id}`, COLORS.png),
    ],
  })).filter(({ bars }) => bars.length > 0);
}

/** The report in Markdown, with only the parts that have been measured. */
export function reportText(machine, figures) {
  return [
    "# Measurements",
    "",
    ...wrapped(
      `\`npm run bench\` makes this page and results.json; \`npm run bench -- --help\` lists its parts. ` +
        `${machine.cores} cores (${machine.processor}), no GPU. Medians.`,
    ),
    "[What made it fast, and what did not](../export-speed.md).",
    "",
    "![Frames per second of each method, for the five scenarios of the suite](speed.svg)",
    "",
    ...speeds(figures),
    ...comparison(figures),
    ...limits(figures),
    ...frames(figures),
    ...raster(figures),
    ...road(figures),
    ...detector(figures),
    ...report(figures),
    ...preview(figures),
    ...edits(figures),
    ...endurance(figures),
    ...estimates(figures),
  ].join("\n");
}

/** Prose wrapped at 138 columns. */
function wrapped(text) {
  return text.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length > 137 ? [...lines, word] : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

function table(title, note, head, rows) {
  if (rows.length === 0) return [];
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    `## ${title}`,
    "",
    ...(note ? [...wrapped(note), ""] : []),
    line(head),
    line(head.map((_, index) => (index === 0 ? "---" : "--:"))),
    ...rows.map(line),
    "",
  ];
}

const speed = (figure) => (figure ? (figure.fps < 20 ? figure.fps.toFixed(1) : Math.round(figure.fps)) : "–");
const times = (one, other) => (one && other ? `${(one.fps / other.fps).toFixed(2)} ×` : "–");
const megabytes = (bytes) => (bytes === undefined ? "–" : Math.round(bytes / 1e6));

function workerCounts(figures) {
  const found = Object.keys(figures).flatMap((key) => /^renders\/.* (\d+)$/.exec(key)?.[1] ?? []);
  return [...new Set(found)].map(Number).sort((a, b) => a - b);
}

function speeds(figures) {
  const columns = ENGINES.flatMap((engine) => workerCounts(figures).map((count) => `${engine} ${count}`));
  const rows = IDS.flatMap((id) =>
    STYLES.map((style) => [`${id}, ${style}`, ...columns.map((column) => speed(figures[`renders/${id}/${style} ${column}`]))]),
  ).filter((row) => row.some((cell, index) => index > 0 && cell !== "–"));
  const note =
    "Frames per second of the whole process: from starting the command to the finished bundle with every annotation format, " +
    "including the browser. The number is the number of workers.";
  return table("Engines", note, ["quality standard", ...columns], rows);
}

function comparison(figures) {
  const rows = IDS.flatMap((id) => {
    const peer = figures[`renders/${id}/peer`];
    if (!peer) return [];
    return [
      [id, speed(peer), ...STYLES.flatMap((style) => ENGINES.map((engine) => times(figures[`renders/${id}/${style} ${engine} 2`], peer)))],
    ];
  });
  const note =
    "The specification’s own generator (Python, native OpenCV; " +
    "video and ground truth only) alternating with ours on the same machine, whole process against whole process. Ours uses two workers.";
  return table(
    "Compared with the specification’s generator",
    note,
    ["", "its frames per second", ...STYLES.flatMap((style) => ENGINES.map((engine) => `${engine}, ${style}`))],
    rows,
  );
}

function limits(figures) {
  const rows = IDS.flatMap((id) => {
    const [png, native, own] = [figures[`png/${id}`], figures[`native/${id}`], figures[`renders/${id}/schematic ffmpeg 2`]];
    return png || native ? [[id, speed(native), speed(png), times(own, png)]] : [];
  });
  const note =
    "Native ffmpeg reads the frames we rendered from a file and only encodes, using all cores. The usual method of pages with " +
    "ffmpeg.wasm turns each frame into a PNG and encodes them in one run; its encoder is loaded before the clock starts, ours after.";
  return table(
    "Compared with native ffmpeg, and with a PNG for every frame",
    note,
    ["schematic", "native ffmpeg", "PNG for every frame", "our ffmpeg engine compared with PNG"],
    rows,
  );
}

function frames(figures) {
  const rows = STYLES.flatMap((style) =>
    [10, 50, 200].flatMap((count) => {
      const costs = figures[`frames/${style}/${count}`];
      return costs ? [[`${count} actors, ${style}`, costs.frameState.toFixed(2), costs.drawFrame.toFixed(2), costs.both.toFixed(2)]] : [];
    }),
  );
  return table("A frame in rain, milliseconds", "", ["", "frameState", "drawFrame", "both"], rows);
}

/** A road scenario: each step of a frame, and whole renders. */
function road(figures) {
  const named = (prefix) =>
    Object.entries(figures).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []));
  const frames = named("road/frame/").map(([name, costs]) => [
    name,
    ...["place", "draw", "i420", "truth"].map((step) => costs[step].toFixed(2)),
  ]);
  const renders = named("road/render/").map(([name, { fps, seconds, cpu }]) => [
    name,
    fps.toFixed(0),
    seconds.toFixed(1),
    cpu?.toFixed(1) ?? "–",
  ]);
  if (frames.length + renders.length === 0) return [];
  const note =
    "An ego at 40 km/h and 20 actors on a street, at 1280 × 720; milliseconds on one core. From a pole, only what moves is drawn.";
  const rendered =
    "30 seconds, from nothing to the finished bundle, beside highway_simple of the picture world, of which many frames repeat. CPU time " +
    "of all processes is what counts if the machine does something else, too: with two cores, half of it is the least time a render takes.";
  return [
    ...table("A road scenario, frame by frame", note, ["", "poses", "picture", "YUV", "truth"], frames),
    ...table("A road scenario, rendered", rendered, ["", "frames/s", "s", "CPU s"], renders),
  ];
}

/** The built-in detector on a rendered scenario. */
function detector(figures) {
  const rows = [1, 2].flatMap((lanes) => {
    const run = figures[`detector/${lanes}`];
    if (!run) return [];
    const seconds = [run.render, run.detect, run.evaluate, run.whole].map((value) => value.toFixed(1));
    return [[`${lanes}`, run.milliseconds.toFixed(0), ...seconds]];
  });
  const note =
    "A scenario of 30 seconds (highway_simple, 1280 × 720) at 5 Hz, 150 frames: render, detect on the video, evaluate with a report. " +
    "Each is a whole process; a frame's time includes decoding and starting the lanes.";
  return table("The built-in detector", note, ["lanes", "ms a frame", "render s", "detect s", "evaluate s", "together s"], rows);
}

/** The whole way in the page. */
function report(figures) {
  const { "report/builtin": journey } = figures;
  if (!journey) return [];
  const { seconds, detect, cpu, foreign, frames } = journey;
  const note =
    `From a fresh page to the saved HTML report, as a user clicks it, in a browser without a network: open highway_simple (30 seconds), ` +
    `choose the built-in detector and 5 Hz (${frames} frames, drawn), run it, open the scores, save the report. CPU time, which includes ` +
    `starting the browser, is what counts if the machine does something else, too.`;
  return table(
    "A scored report in the page, offline",
    note,
    ["", "whole way, s", "of these detector, s", "CPU time, s", "requests to other origins"],
    [["built-in detector, 5 Hz", seconds.toFixed(1), detect.toFixed(1), cpu?.toFixed(0) ?? "–", String(foreign)]],
  );
}

/** Drawing in perspective, which gives the same bytes on every machine. */
function raster(figures) {
  const { raster: costs } = figures;
  if (!costs) return [];
  const rows = [
    ["triangles projected and clipped", costs.draw],
    ["picture, antialiased", costs.picture],
    ["ids and depths", costs.instances],
    ["picture without antialiasing, ids and depths", costs.plain],
    ["YUV 4:2:0 of the picture", costs.i420],
    ["pixels and boxes of all ids", costs.counts],
    ["whole silhouettes of the 20 bodies", costs.silhouettes],
    ["another picture, of 5.3 million samples filled", costs.filled],
  ].map(([name, time]) => [name, time.toFixed(2)]);
  const note = "20 bodies, 29,000 triangles, in front of house fronts, at 1280 × 720; milliseconds on one core.";
  return table("A picture in perspective", note, ["", "ms"], rows);
}

function preview(figures) {
  const rows = STYLES.flatMap((style) => {
    const figure = figures[`preview/${style}`];
    return figure ? [[`${figure.actors} actors, ${style}`, figure.fps.toFixed(1)]] : [];
  });
  return table("Preview in the editor, playing at 60 frames a second", "", ["", "frames per second shown"], rows);
}

/** How long an edit blocks the page while drafts and library store it. */
function edits(figures) {
  const rows = ["bare", "pictures"].flatMap((name) => {
    const figure = figures[`edits/${name}`];
    if (!figure) return [];
    const beside = figure.megabytes === 0 ? "no images" : `${figure.megabytes} MB of images`;
    return [[beside, figure.median.toFixed(0), figure.longest.toFixed(0)]];
  });
  const note = "The longest task of the page after an edit of a scenario that the library follows; 0 means that none took 50 ms.";
  return table("An edit in the editor, milliseconds", note, ["", "median", "longest"], rows);
}

function endurance(figures) {
  const rows = ENGINES.flatMap((engine) => {
    const [short, middle, long] = [30, 120, 600].map((seconds) => figures[`memory/${engine}/${seconds}`]?.peakBytes);
    if (short === undefined) return [];
    return [[engine, megabytes(short), megabytes(middle), megabytes(long), long === undefined ? "–" : `${(long / short).toFixed(2)} ×`]];
  });
  const note =
    "Peak memory of the whole process tree, including the browser, in MB (shared pages count once); in rain, where every frame " +
    "is encoded.";
  const lines = table("Memory by length of the video", note, ["engine", "30 s", "2 min", "10 min", "10 min compared with 30 s"], rows);
  const { soak, cancel } = figures;
  if (soak)
    lines.push(
      `${soak.exports} exports in a row in one tab: none failed; ${megabytes(soak.afterFifth)} MB after the fifth, ` +
        `${megabytes(soak.afterLast)} MB after the last (${(soak.afterLast / soak.afterFifth).toFixed(2)} ×).`,
      "",
    );
  if (cancel) lines.push(`A cancelled export answers within ${Math.ceil(cancel.milliseconds)} ms.`, "");
  return lines;
}

/** The estimates given before an export, next to what it actually took. */
function estimates(figures) {
  const rows = Object.entries(figures).flatMap(([key, { bytes, estimatedBytes, seconds, estimatedSeconds }]) => {
    const [part, engine, quality, style, id] = key.split("/");
    if (part !== "estimates") return [];
    const [size, estimatedSize] = [bytes, estimatedBytes].map((value) => (value / 1e6).toFixed(1));
    return [[`${engine}, ${quality}, ${style}, ${id}`, estimatedSize, size, estimatedSeconds.toFixed(1), seconds.toFixed(1)]];
  });
  const note =
    "Five seconds of video with every annotation format, two workers. " +
    "The estimate of time is for a slower machine than this, and the first second of it is for start-up.";
  return table("What the dialog estimates", note, ["", "MB estimated", "MB", "seconds estimated", "seconds"], rows);
}
