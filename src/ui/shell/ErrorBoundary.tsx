import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Component, type ReactNode } from "react";

type Props = {
  /** What is inside, as in "The timeline". */
  readonly part: string;
  /** Saves the scenario as a file. */
  readonly onSave: () => void;
  readonly children: ReactNode;
};

/** Prevents a fault in one part of the page from taking down the rest, and the scenario, with it. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Stack h="100%" align="center" justify="center" p="md">
        <Alert color="red" title={`${this.props.part} stopped working`} maw={460}>
          <Text size="sm">
            Your scenario is safe, as it was before the last change. Try again, undo, or save it as a file. ({error.message})
          </Text>
          <Group mt="sm" gap="xs">
            <Button onClick={() => this.setState({ error: null })}>Try again</Button>
            <Button variant="default" onClick={this.props.onSave}>
              Save scenario file
            </Button>
          </Group>
        </Alert>
      </Stack>
    );
  }
}
