/** Catches what a view throws: the window says so and goes on, and nothing stored is touched. */
import { Button, NonIdealState } from '@blueprintjs/core';
import { Error as ErrorIcon } from '@blueprintjs/icons';
import { Component } from 'react';
import { messageOf } from './bridge.ts';

interface Props {
  readonly children: React.ReactNode;
  /** Called when the user leaves what failed. */
  onLeave(): void;
}

export class ErrorBoundary extends Component<Props, { cause: unknown }> {
  override state = { cause: null };

  static getDerivedStateFromError(cause: unknown): { cause: unknown } {
    return { cause };
  }

  override render(): React.ReactNode {
    if (this.state.cause === null) return this.props.children;
    return (
      <main>
        <NonIdealState
          icon={<ErrorIcon size={40} />}
          title="This part of the window stopped"
          description={messageOf(this.state.cause)}
          action={
            <Button
              text="Close the case and go on"
              onClick={() => {
                this.props.onLeave();
                this.setState({ cause: null });
              }}
            />
          }
        />
      </main>
    );
  }
}
