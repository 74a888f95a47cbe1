import fc from "fast-check";

// Property tests try the same cases in every run, so that a change is never refused for a fault that it did not make.
// PROPERTY_SEED chooses other cases: `npm run check:properties` takes new ones each time.
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });
