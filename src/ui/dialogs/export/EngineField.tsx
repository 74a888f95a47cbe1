import { SegmentedControl, Text } from "@mantine/core";
import { ENGINES, exportCapabilities } from "@/export";
import { FieldRow } from "../../fields/FieldRow";
import { ENGINE_TEXT } from "./words";
import type { ExportFieldProps } from "./fieldProps";

/** What encodes the video. */
export function EngineField({ settings, onChange }: ExportFieldProps) {
  const { webcodecs } = exportCapabilities();
  return (
    <FieldRow label="Engine">
      <div>
        <SegmentedControl
          fullWidth
          aria-label="Engine"
          value={settings.engine}
          data={ENGINES.map((value) => ({ value, label: ENGINE_TEXT[value].label, disabled: value === "webcodecs" && !webcodecs }))}
          onChange={(value) => {
            const engine = ENGINES.find((candidate) => candidate === value);
            if (engine) onChange({ engine });
          }}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {ENGINE_TEXT[settings.engine].text}
          {!webcodecs && ". WebCodecs encoding is not available in this browser"}.
        </Text>
      </div>
    </FieldRow>
  );
}
