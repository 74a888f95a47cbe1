import { evaluatePoint, type Evaluated, type SearchPoint, type SearchProblem } from "@/search";
import { problemOf } from "./conduct";
import type { SearchJob } from "./job";
import { openSearched } from "./openSearched";

/** Evaluates variants of a search with the simulated detector, beside others that do the same. */

/** To the worker: first the job, then points, one at a time. */
export type PointRequest = { readonly type: "job"; readonly job: SearchJob } | { readonly type: "point"; readonly point: SearchPoint };

/** From the worker: one answer to each point. */
export type PointAnswer =
  { readonly type: "evaluated"; readonly evaluated: Evaluated } | { readonly type: "failed"; readonly message: string };

const { signal } = new AbortController();
let problem: Promise<SearchProblem> = Promise.reject(new Error("a variant was asked for before the search was known"));
// What goes wrong is told with the first point.
problem.catch(() => undefined);

addEventListener("message", ({ data }: MessageEvent<PointRequest>) => {
  if (data.type === "job") {
    const { job } = data;
    problem = openSearched(job.detector, signal, nothingToFetch).then((detector) => problemOf(job, detector));
    problem.catch(() => undefined);
    return;
  }
  problem
    .then((known) => evaluatePoint(known, data.point, signal))
    .then(
      (evaluated) => say({ type: "evaluated", evaluated }),
      (error: unknown) => say({ type: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
});

const say = (answer: PointAnswer): void => postMessage(answer);

const nothingToFetch = (): Promise<never> => Promise.reject(new Error("the simulated detector has no files"));
