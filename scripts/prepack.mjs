// Before npm pack: what is packed is built from the current sources.
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";

ensureDependencies();
ensureBuild();
