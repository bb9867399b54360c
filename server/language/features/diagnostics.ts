import type { LanguageFeature } from '../feature.ts';
import { DIAGNOSTIC_SOURCE } from '../to-diagnostic.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import { registerPushDiagnostics } from './push-diagnostics.ts';

/**
 * What is wrong with a document: asked for by the client where it can, pushed to it where it cannot, never both, so
 * that nothing is told twice.
 */
export const diagnostics: LanguageFeature = {
  capabilities: (client) =>
    client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: DIAGNOSTIC_SOURCE,
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {},
  register(context) {
    const refresh = context.client.pullsDiagnostics
      ? registerPullDiagnostics(context)
      : registerPushDiagnostics(context);
    context.documents.addListener({ closed: (uri) => context.settings.forget(uri) });
    context.settings.addListener(refresh);
  },
};
