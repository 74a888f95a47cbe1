import { Select } from "@mantine/core";
import { useId } from "react";
import { useStore } from "zustand";
import { DETECTION_PROFILES } from "@/detection";
import { useServices } from "../context/ServicesContext";
import { FieldRow } from "../fields/FieldRow";
import panels from "../panels/panels.module.css";
import { profileTitle } from "./profileWords";

/** Which profile the detector has: one of ours, or one of the user's own. */
export function ProfileChoice() {
  const { detector } = useServices();
  const id = useId();
  const profile = useStore(detector.setup, (state) => state.profile);
  const own = useStore(detector.own, (state) => state.profiles);
  const kept = [...DETECTION_PROFILES, ...own];
  const unchanged = kept.some((other) => other.name === profile.name && JSON.stringify(other) === JSON.stringify(profile));
  const option = ({ name }: { name: string }) => ({ value: name, label: profileTitle(name) });
  return (
    <>
      <FieldRow label="Profile" htmlFor={id}>
        <Select
          id={id}
          value={profile.name}
          data={[
            { group: "Built-in profiles", items: DETECTION_PROFILES.map(option) },
            { group: "Your profiles", items: [...own, ...(kept.some(({ name }) => name === profile.name) ? [] : [profile])].map(option) },
          ]}
          comboboxProps={{ shadow: "md" }}
          onChange={(name) => {
            const chosen = kept.find((candidate) => candidate.name === name);
            if (chosen) detector.setup.setState({ profile: chosen });
          }}
        />
      </FieldRow>
      <p className={panels.hint}>
        {profile.description}
        {!unchanged && " Unsaved changes."}
      </p>
    </>
  );
}
