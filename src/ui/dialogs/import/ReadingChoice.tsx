import { Radio } from "@mantine/core";
import type { ReadingQuestion } from "@/formats";
import { sentence } from "@/core/text";
import classes from "./import.module.css";

type Props = { readonly question: ReadingQuestion; readonly onChoose: (reading: string) => void };

/** Asks how ambiguous files are to be read; nothing is preselected. */
export function ReadingChoice({ question: { topic, question, readings, chosen }, onChoose }: Props) {
  return (
    <section aria-label="How to read the files">
      <h3 className={classes.heading}>How to read the files</h3>
      <Radio.Group
        label={sentence(question)}
        description="Choose one to continue. You can change it later."
        value={chosen}
        onChange={onChoose}
      >
        <div className={classes.readings}>
          {readings.map(({ value, label, gives }) => (
            <Radio key={value} name={topic} value={value} label={label} description={gives} />
          ))}
        </div>
      </Radio.Group>
    </section>
  );
}
