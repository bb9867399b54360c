import { Debouncer } from '../debouncer.ts';
import type { LanguageFeature } from '../feature.ts';
import { DIAGNOSTIC_SOURCE } from '../to-diagnostic.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import { registerPushDiagnostics } from './push-diagnostics.ts';
import { registerWorkspaceDiagnostics } from './workspace-diagnostics.ts';

/** Quiet time, in milliseconds, after the last changed file before documents are looked at again: frames come in crowds. */
const QUIET_TIME = 300;

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
            workspaceDiagnostics: true,
          },
        }
      : {},
  register(context) {
    const refresh = context.client.pullsDiagnostics
      ? registerPullDiagnostics(context)
      : registerPushDiagnostics(context);
    if (context.client.pullsDiagnostics) registerWorkspaceDiagnostics(context);
    context.documents.addListener({ closed: (uri) => context.settings.forget(uri), settled: refresh });
    context.settings.addListener(refresh);
    context.projectFindings.addListener(refresh);
    const debouncer = new Debouncer(QUIET_TIME, refresh);
    context.files.addListener(() => debouncer.schedule('files'));
  },
};
