import type * as vscode from 'vscode';
import type { Diagnostics } from './diagnostics.js';

/** Fires when a draft was checked and shown: what stands beside the text may be another then. */
export function afterShow({ onDidShow }: Diagnostics): vscode.Event<void> {
  return (listener, self: unknown, disposables) =>
    onDidShow(
      () => {
        listener.call(self);
      },
      undefined,
      disposables,
    );
}
