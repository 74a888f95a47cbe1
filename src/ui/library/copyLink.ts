import type { PictureStore, SlimScenario } from "@/core/document";
import { scenarioFragment } from "@/library";
import { notify } from "../shell/notify";
import { putOnClipboard } from "../shell/systemClipboard";
import { attempt } from "./attempt";
import type { LibraryServices } from "@/services/library/libraryServices";

/** Copies a URL that contains a whole scenario. @throws LibraryError if it is too large */
export async function copyLink(scenario: SlimScenario, pictures: PictureStore): Promise<void> {
  const address = new URL(location.href);
  address.hash = await scenarioFragment(pictures.whole(scenario));
  await putOnClipboard(address.href);
  notify({ tone: "info", title: "Link copied", message: `It contains all of “${scenario.name}”. Whoever opens it gets a copy.` });
}

/** The same for the open scenario; an error is shown. */
export async function copyOpenLink({ follower, host }: LibraryServices): Promise<void> {
  await attempt("The link could not be created", () => copyLink({ ...follower.source(), id: host.newId() }, host.pictures));
}
