/** Where the built app has the files that detectors need at run time, next to its pages. */
export const DETECTORS_FOLDER = "detectors";
