// usage: node older-core.ts STATE_FOLDER
// A core that speaks only a version of the protocol that no client here does.
import { at } from '../../../scripts/lib/paths.mjs';
import { serveCore } from '../../../server/pipeline/core/serve-core.ts';

const served = await serveCore({
  stateFolder: process.argv[2] ?? '',
  entry: at('server', 'pipeline', 'main.ts'),
  version: '0.0.1',
  idleSeconds: 20,
  protocol: { oldest: 0, newest: 0 },
});
await served?.ended;
process.exit(0);
