import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { DialogFrame, type DialogProps } from "../dialogs/DialogFrame";
import { PairView } from "./PairView";
import { SearchForm } from "./SearchForm";
import { SearchResultsView } from "./SearchResultsView";
import classes from "./search.module.css";

/** Finds the smallest changes of the scenario that make the detector fail. The search goes on if the dialog is closed. */
export function SearchDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Find where a detector breaks" size={1240}>
      {opened && <Search onClose={onClose} />}
    </DialogFrame>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { search } = useServices();
  const id = useScenario((scenario) => scenario.id);
  const results = useStore(search.state, (state) => state.results);
  const [opened, setOpened] = useState<{ readonly of: typeof results; readonly index: number } | null>(null);
  useEffect(() => void search.prepare(), [search, id]);
  const pair = opened && opened.of === results ? results?.pairs[opened.index] : undefined;
  if (results && opened && pair)
    return (
      <PairView
        key={opened.index}
        results={results}
        pair={pair}
        onChoose={(index) => setOpened({ of: results, index })}
        onBack={() => setOpened(null)}
        onClose={onClose}
      />
    );
  return (
    <div className={classes.search}>
      <SearchForm />
      <SearchResultsView onPair={(index) => setOpened({ of: results, index })} onClose={onClose} />
    </div>
  );
}
