import { Checkbox, Group, Text } from "@mantine/core";
import { camerasOf } from "@/core/document";
import { camerasOfSettings } from "@/services/export/settings";
import { FieldRow } from "../../fields/FieldRow";
import type { ExportFieldProps } from "./fieldProps";

/** Which of a road's cameras record; nothing where there is only one. */
export function CamerasField({ scenario, settings, onChange }: ExportFieldProps) {
  const cameras = camerasOf(scenario);
  if (cameras.length < 2) return null;
  const chosen = camerasOfSettings(scenario, settings);
  const toggle = (id: string, wanted: boolean) =>
    onChange({ cameras: cameras.flatMap((camera) => ((camera.id === id ? wanted : chosen.includes(camera.id)) ? [camera.id] : [])) });
  return (
    <FieldRow label="Cameras">
      <div role="group" aria-label="Cameras">
        <Group gap="md">
          {cameras.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name || id}
              checked={chosen.includes(id)}
              disabled={chosen.length === 1 && chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </Group>
        {chosen.length > 1 && (
          <Text size="xs" c="dimmed" mt={4}>
            Each camera gets its own video and annotations in cameras/. Positions in metres are written once, in world.json.
          </Text>
        )}
      </div>
    </FieldRow>
  );
}
