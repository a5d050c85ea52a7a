import { Component, type ReactNode } from 'react';

type Props = { children: ReactNode; fallback: (error: unknown, again: () => void) => ReactNode };

/** Shows something readable where drawing a screen failed, instead of a white page. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return this.props.fallback(this.state.error, () => this.setState({ error: null }));
  }
}
