// Validates what Jaywalk writes as OpenSCENARIO and OpenDRIVE against ASAM's schemas, which are not part of this repository and come with
// the standards, from ASAM.
//
//   npm run check:openscenario -- XSD_DIR
//
// XSD_DIR holds, in any folders below it, OpenSCENARIOv1.2.xsd, OpenSCENARIOv1.3.xsd (or OpenSCENARIO_v1.3.xsd) and the parts of OpenDRIVE
// 1.7 (opendrive_17_core.xsd and its neighbours). Checks every road preset, and every kind of road with traffic on either side, with
// xmllint (Debian: libxml2-utils), which has to be installed. Exits with status 1 if any file does not conform.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSource } from "./setup/source.mjs";

const [folder, ...rest] = process.argv.slice(2);
if (!folder || rest.length > 0) {
  console.error("Name the folder of the schemas: npm run check:openscenario -- XSD_DIR");
  process.exit(2);
}
if (spawnSync("xmllint", ["--version"]).error) {
  console.error("xmllint is not installed (Debian: apt-get install libxml2-utils)");
  process.exit(2);
}
const schemas = readdirSync(folder, { recursive: true }).map(String);
const schemaNamed = (pattern) => {
  const found = schemas.find((path) => pattern.test(path));
  if (found) return join(folder, found);
  console.error(`${folder} holds no file ${pattern.source}`);
  process.exit(2);
};
const ofScenario = { 1.2: schemaNamed(/OpenSCENARIO_?v1\.2\.xsd$/), 1.3: schemaNamed(/OpenSCENARIO_?v1\.3\.xsd$/) };
const ofRoad = schemaNamed(/opendrive_17_core\.xsd$/);

const [{ ROAD_PRESETS }, { openDriveDocument, openScenarioDocument }, { ROAD_KINDS, usualRoadPlan }] = await Promise.all(
  ["/src/presets/index.ts", "/src/exchange/index.ts", "/src/core/world/roads/index.ts"].map((path) => importSource(path)),
);
const draft = mkdtempSync(join(tmpdir(), "jaywalk-openscenario-"));
let broken = 0;
try {
  for (const { id, scenario } of ROAD_PRESETS) {
    check(`${id}.xodr`, openDriveDocument(scenario.road.plan, scenario.name), ofRoad);
    for (const [version, schema] of Object.entries(ofScenario))
      for (const forCarla of [false, true])
        check(
          `${id}, ${version}${forCarla ? " for CARLA" : ""}.xosc`,
          openScenarioDocument(scenario, { version, roadFile: `${id}.xodr`, forCarla }),
          schema,
        );
  }
  for (const kind of ROAD_KINDS)
    for (const traffic of ["right", "left"])
      check(`${kind}, traffic on the ${traffic}.xodr`, openDriveDocument({ ...usualRoadPlan(kind), traffic }, kind), ofRoad);
} finally {
  rmSync(draft, { recursive: true });
}
process.exitCode = broken > 0 ? 1 : 0;

function check(name, text, schema) {
  const file = join(draft, "checked.xml");
  writeFileSync(file, text);
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--schema", schema, file], { encoding: "utf8" });
  if (status === 0) console.log(`${name}: conforms`);
  else {
    broken++;
    console.error(`${name}: ${stderr.replaceAll(file, name).split("\n").slice(0, 5).join("\n")}`);
  }
}
