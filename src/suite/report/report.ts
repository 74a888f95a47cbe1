import { counted } from "@/core/text";
import { ACTOR_LABELS, ACTOR_TYPES } from "@/core/document";
import type { SuiteSummary } from "../summary";
import { sizeChart, visibilityChart, weatherTable } from "./charts";
import { STYLE } from "./style";
import { escaped, whole } from "@/reports/markup";
import { duration, fileSize, share, words } from "./text";
import { standardRate } from "@/core/timeline";

type Video = SuiteSummary["videos"][number];

export type ReportOptions = {
  /** URL of a video's thumbnail, such as `data:…` or a path relative to the report; null: a frame of the video is shown. */
  readonly thumbnailOf: (video: Video) => string | null;
  /** URL of the video; if omitted, its path relative to the report. */
  readonly filmOf?: (video: Video) => string;
  /** Without search and links to files, videos with controls: for where no script runs and there are no other files. */
  readonly still?: boolean;
};

/** Hides the videos that do not match the typed text; plays a video under the pointer. */
const SCRIPT = `
const input=document.querySelector("input"),count=document.querySelector("output"),items=[...document.querySelectorAll(".videos li")];
input.addEventListener("input",()=>{const terms=input.value.toLowerCase().split(/\\s+/).filter(Boolean);let shown=0;
for(const item of items){const fits=terms.every((term)=>item.dataset.words.includes(term));item.hidden=!fits;if(fits)shown++}
count.textContent=shown+" of "+items.length});
if(!matchMedia("(prefers-reduced-motion:reduce)").matches)for(const picture of document.querySelectorAll("a.picture")){
let film=picture.querySelector("video");
picture.addEventListener("pointerenter",()=>{if(!film){film=document.createElement("video");
film.muted=film.loop=film.playsInline=true;film.src=picture.href;picture.append(film)}film.play().catch(()=>{})});
picture.addEventListener("pointerleave",()=>film?.pause())}
`;

/** A suite's report as one self-contained HTML file; links lead to the suite's files. */
export function suiteReport(summary: SuiteSummary, options: ReportOptions): string {
  const { still = false } = options;
  const { suite, shard, videos, datasets, totals } = summary;
  const part = shard ? `, shard ${shard.index} of ${shard.count}` : "";
  return [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
      `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escaped(suite.name)} – Jaywalk suite</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>`,
    `<header><h1>Suite “${escaped(suite.name)}”${part}</h1>`,
    `<p>${escaped(suite.description)}</p></header>`,
    totalsList(summary),
    `<h2>Ground truth</h2>`,
    classTable(summary),
    `<div class="charts">${visibilityChart(totals)}${sizeChart(totals)}${weatherTable(totals)}</div>`,
    videos.length > 0 ? `<h2>Videos</h2>\n${still ? "" : filterField(videos.length)}\n<ol class="videos">` : "",
    ...videos.map((video) => videoCard(video, options)),
    videos.length > 0 ? `</ol>` : "",
    datasets.length > 0 ? datasetTable(datasets) : "",
    `</main>${videos.length > 0 && !still ? `\n<script>${SCRIPT}</script>` : ""}\n</body>\n</html>\n`,
  ]
    .filter((text) => text !== "")
    .join("\n");
}

function totalsList({ totals, videos, datasets }: SuiteSummary): string {
  const annotations = ACTOR_TYPES.reduce((sum, type) => sum + totals.classes[type].annotations, 0);
  const tracks = ACTOR_TYPES.reduce((sum, type) => sum + totals.classes[type].tracks, 0);
  const entries: [string, string][] = [
    ["Videos", whole(videos.length)],
    ["Length", duration(totals.seconds)],
    ["Frames", whole(totals.frames)],
    ["Tracks", whole(tracks)],
    ["Boxes", whole(annotations)],
    ["Video files", fileSize(videos.reduce((sum, { size_bytes }) => sum + size_bytes, 0))],
    ["Datasets", whole(datasets.length)],
  ];
  return `<dl class="totals">${entries.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}

function classTable({ totals }: SuiteSummary): string {
  const rows = ACTOR_TYPES.map((type) => {
    const { tracks, annotations, visible } = totals.classes[type];
    return (
      `<tr><th scope="row"><span class="class" style="--type:var(--${type})">${ACTOR_LABELS[type]}</span></th>` +
      `<td>${whole(tracks)}</td><td>${whole(annotations)}</td>` +
      `<td>${whole(visible)}</td><td>${share(visible, annotations)}</td></tr>`
    );
  });
  return (
    `<figure><table><thead><tr><th scope="col">Class</th><th scope="col">Tracks</th><th scope="col">Boxes</th>` +
    `<th scope="col">Visible</th><th scope="col">Share visible</th></tr></thead><tbody>${rows.join("")}</tbody></table></figure>`
  );
}

function filterField(count: number): string {
  return (
    `<div class="filter"><input type="search" placeholder="Search name, weather, scene" aria-label="Search videos">` +
    `<output>${count} of ${count}</output></div>`
  );
}

function videoCard(video: Video, { thumbnailOf, filmOf, still = false }: ReportOptions): string {
  const thumbnail = thumbnailOf(video);
  // Truth without a video has nothing to show.
  const address = video.file_path === null ? null : escaped(filmOf?.(video) ?? encodeURI(video.file_path));
  const { video_name: name, description, weather, scenario, frames, fps, width, height, object_count, annotation_count, variation } = video;
  // The weather is named for every video.
  const tags = Object.entries(variation).flatMap(([key, value]) => (key === "weather" ? [] : [`${words(key)} ${value}`]));
  const searchable = [name, description, weather, words(scenario), ...tags].join(" ").toLowerCase();
  const facts = [
    duration(video.duration),
    counted(frames, "frame"),
    `${width}×${height}, ${standardRate(fps) ?? fps} fps`,
    counted(object_count, "actor"),
    counted(annotation_count, "box", "boxes"),
    ...(address === null ? [] : [fileSize(video.size_bytes)]),
  ];
  const link = (path: string, text: string) => `<a href="${escaped(encodeURI(path))}">${text}</a>`;
  const links = [
    ...(video.file_path === null ? [] : [link(video.file_path, "Video")]),
    link(video.ground_truth_path, "Ground truth"),
    link(`${video.bundle_path}/`, "Bundle"),
  ];
  return (
    `<li data-words="${escaped(searchable)}">` +
    (address === null ? "" : pictureOf(video, address, thumbnail, still)) +
    `<div class="body"><h3>${escaped(name)}</h3><p>${escaped(description)}</p>` +
    `<div class="tags">${[weather, words(scenario), ...tags].map((tag) => `<span>${escaped(tag)}</span>`).join("")}</div>` +
    `<div class="facts">${facts.map((fact) => `<span>${fact}</span>`).join("")}</div>` +
    `${still ? "" : `<div class="links">${links.join("")}</div>`}</div></li>`
  );
}

function pictureOf({ video_name: name, duration: seconds }: Video, address: string, thumbnail: string | null, still: boolean): string {
  // If there is a picture, nothing of the video is loaded until somebody wants to see it.
  const film =
    thumbnail === null
      ? `src="${address}#t=${Math.min(1, seconds / 2)}" preload="metadata"`
      : `src="${address}" preload="none" poster="${escaped(thumbnail)}"`;
  const picture =
    still || thumbnail === null
      ? `<video ${film} aria-label="${escaped(name)}" muted loop playsinline${still ? " controls" : ""}></video>`
      : `<img src="${escaped(thumbnail)}" alt="" loading="lazy">`;
  return still
    ? `<div class="picture">${picture}</div>`
    : `<a class="picture" href="${address}" aria-label="Open ${escaped(name)}">${picture}</a>`;
}

function datasetTable(datasets: SuiteSummary["datasets"]): string {
  const rows = datasets.map(({ name, description, statistics }) => {
    const numbers = ["num_users", "num_projects", "num_sessions", "num_events"].map((key) => {
      const value = statistics[key];
      return `<td>${typeof value === "number" ? whole(value) : "–"}</td>`;
    });
    return `<tr><th scope="row">${escaped(name)}</th>${numbers.join("")}<td class="words">${escaped(description)}</td></tr>`;
  });
  return (
    `<h2>Datasets</h2>\n<figure><table><thead><tr><th scope="col">Name</th><th scope="col">Users</th><th scope="col">Projects</th>` +
    `<th scope="col">Sessions</th><th scope="col">Events</th><th scope="col" class="words">Description</th>` +
    `</tr></thead><tbody>${rows.join("")}</tbody></table></figure>`
  );
}
