import { useEffect, useState } from "react";
import { MAX_SCENARIO_BYTES, parseScenario, type PictureStore, type SlimScenario } from "@/core/document";
import { textOf, type Versions, type VersionRecord } from "@/library/versions";
import { Thumbnail } from "./Thumbnail";
import classes from "./library.module.css";
import { useLibrary } from "./useLibrary";

const MOST_SHOWN = 3;

/** The first scenarios of a version, as pictures, so that versions can be distinguished at a glance. */
export function VersionPictures({ version }: { version: VersionRecord }) {
  const { versions, host } = useLibrary();
  const [scenarios, setScenarios] = useState<readonly SlimScenario[]>([]);
  useEffect(() => {
    let wanted = true;
    // A damaged version has no pictures; “Verify checksums” says what is wrong with it.
    readFirst(versions, version, host.pictures).then(
      (found) => wanted && setScenarios(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [versions, version, host]);
  return (
    <span className={classes.pictures}>
      {scenarios.map((scenario) => (
        <span key={scenario.id} title={scenario.name}>
          <Thumbnail scenario={scenario} />
        </span>
      ))}
    </span>
  );
}

async function readFirst(versions: Versions, version: VersionRecord, pictures: PictureStore): Promise<SlimScenario[]> {
  const found: SlimScenario[] = [];
  for (const entry of await versions.entries(version)) {
    if (found.length === MOST_SHOWN) break;
    if (!entry.path.startsWith("scenarios/") || entry.size > MAX_SCENARIO_BYTES) continue;
    found.push(await pictures.slim(parseScenario(await textOf(await versions.open(entry)))));
  }
  return found;
}
