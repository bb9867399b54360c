import type { RequestName } from '../../../protocol/requests.ts';
import type { Trust } from '../../publish/check-trust.ts';
import { describeFrames } from '../../submit/describe-frames.ts';
import { describeScene } from '../../submit/describe-scene.ts';
import type { MachineShare } from '../../system/machine-share.ts';
import type { HandlersOf } from './handlers.ts';

type RenderRequest = Extract<RequestName, `render/${string}`>;

/** The requests by which somebody finds out what to submit. `share`: what renders may use of this machine now. */
export const renderHandlers = (trust: Trust, share: () => Promise<MachineShare>): HandlersOf<RenderRequest> => ({
  'render/scene': async ({ scene }) => ({ scene: await describeScene(scene, trust, await share()) }),
  'render/frames': async ({ frames, chunkSize, takesSteps }) => ({
    answer: describeFrames(frames, chunkSize, takesSteps),
  }),
});
