import { jsonText } from "@/core/text";
import { Button, FileButton } from "@mantine/core";
import { IconDeviceFloppy, IconDownload, IconFileImport, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useStore } from "zustand";
import { ProfileError, parseProfile, validateProfile, type DetectionProfile } from "@/detection";
import { fileName } from "@/core/names";
import { useServices } from "../context/ServicesContext";
import { TextField } from "../fields/TextField";
import { offerDownload } from "@/services/files/download";
import { attempt } from "../library/attempt";
import { Section } from "../panels/Section";
import { isNamedProfile } from "@/services/detection/ownProfiles";
import { ProfileChoice } from "./ProfileChoice";
import { ProfileCurves } from "./ProfileCurves";
import { ProfileFields } from "./ProfileFields";
import classes from "./detection.module.css";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;

/** How the simulated detector errs: curves, and every number behind them. Changes are visible at once in timeline and stage. */
export function ProfileTab() {
  const { detector } = useServices();
  const profile = useStore(detector.setup, (state) => state.profile);
  const [fault, setFault] = useState<string | null>(null);
  const change = (raw: unknown) => {
    try {
      detector.setup.setState({ profile: renamed(validateProfile(raw)) });
      setFault(null);
    } catch (error) {
      setFault(error instanceof ProfileError ? `${error.message}. The profile is unchanged.` : String(error));
    }
  };
  return (
    <>
      <Section title="Profile">
        <ProfileChoice />
        <TextField label="Name" value={profile.name} maxLength={100} onChange={(name) => change({ ...profile, name })} />
        <TextField
          label="Description"
          value={profile.description}
          lines={2}
          maxLength={2000}
          onChange={(description) => change({ ...profile, description })}
        />
        <ProfileButtons profile={profile} onFault={setFault} />
        {fault !== null && (
          <p className={classes.fault} role="alert">
            {fault}
          </p>
        )}
      </Section>
      {profile.model === "sensor" && <ProfileCurves profile={profile} />}
      <ProfileFields profile={profile} onChange={change} />
    </>
  );
}

/** Our own profiles keep their names: a changed one becomes the user's own. */
function renamed(profile: DetectionProfile): DetectionProfile {
  return isNamedProfile(profile.name) ? { ...profile, name: `my_${profile.name}` } : profile;
}

function ProfileButtons({ profile, onFault }: { profile: DetectionProfile; onFault: (fault: string | null) => void }) {
  const { detector } = useServices();
  // The same file, corrected, can be chosen again.
  const reset = useRef<() => void>(null);
  const own = useStore(detector.own, (state) => state.profiles.find(({ name }) => name === profile.name));
  const saved = own && JSON.stringify(own) === JSON.stringify(profile);
  const open = async (file: File) => {
    try {
      const read = renamed(parseProfile(await file.text()));
      detector.setup.setState({ profile: read });
      detector.keepProfile(read);
      onFault(null);
    } catch (error) {
      onFault(`${file.name}: ${error instanceof Error ? error.message : String(error)}. The profile is unchanged.`);
    }
  };
  return (
    <div className={classes.buttons}>
      <Button
        variant="default"
        leftSection={<IconDeviceFloppy {...ICON} />}
        disabled={saved === true || isNamedProfile(profile.name)}
        onClick={() => void attempt("The profile could not be saved", () => Promise.resolve().then(() => detector.keepProfile(profile)))}
      >
        Save
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload {...ICON} />}
        onClick={() =>
          offerDownload(new Blob([jsonText(profile)], { type: "application/json" }), `${fileName(profile.name, "detector")}.profile.json`)
        }
      >
        Export
      </Button>
      <FileButton
        resetRef={reset}
        accept=".json,application/json"
        inputProps={{ "aria-label": "Profile file" }}
        onChange={(file) => file && void open(file).finally(() => reset.current?.())}
      >
        {(props) => (
          <Button variant="default" leftSection={<IconFileImport {...ICON} />} {...props}>
            Import
          </Button>
        )}
      </FileButton>
      {own && (
        <Button variant="default" leftSection={<IconTrash {...ICON} />} onClick={() => detector.removeProfile(profile.name)}>
          Delete
        </Button>
      )}
    </div>
  );
}
