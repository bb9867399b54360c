import { stat } from 'node:fs/promises';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError } from '../files/file-error.ts';
import { removeCompanions } from './commit.ts';
import { followFinished } from './follow-finished.ts';
import type { FrameVerifier, VerifyReport } from './frame-verifier.ts';
import { Ffprobe } from './probe-movie.ts';
import type { PublishContext } from './publish-context.ts';
import { outputsOf, type PublishRecord, stagingPlaces } from './publish-record.ts';
import { TellingProgress } from './telling-progress.ts';
import { outputVerifier, verifyOutputs } from './verify.ts';

/** Somebody may wish a publish to end at any time: that is looked for so often, in milliseconds. */
const LOOK_EVERY = 500;

/** The verification of one publish: frames while they are rendered, and all of them at the end. */
export class VerifyingPublish {
  readonly #context: PublishContext;
  readonly #record: PublishRecord;
  readonly #verifier: FrameVerifier;
  readonly #cancelling: AbortController;
  readonly #progress: TellingProgress;

  private constructor(
    context: PublishContext,
    record: PublishRecord,
    verifier: FrameVerifier,
    cancelling: AbortController,
    progress: TellingProgress,
  ) {
    this.#context = context;
    this.#record = record;
    this.#verifier = verifier;
    this.#cancelling = cancelling;
    this.#progress = progress;
  }

  /** To be called before the render is waited for. */
  static async begin(context: PublishContext, record: PublishRecord): Promise<VerifyingPublish> {
    const { outputs, temporaryComp } = stagingPlaces(record.work);
    const cancelling = new AbortController();
    // Where the comp that is rendered is gone, `complete` says so.
    const since = await stat(temporaryComp).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    const progress = new TellingProgress((it) => context.progress(record.publish.id, it));
    const verifier = outputVerifier(
      {
        folder: outputs,
        picture: record.work.picture,
        ...(since !== undefined && { since }),
        probe: new Ffprobe({ root: record.publish.project }),
        signal: cancelling.signal,
        onProgress: (it) => progress.heard(it),
      },
      outputsOf(record),
      record.publish.frames ?? { first: 0, last: -1 },
    );
    return new VerifyingPublish(context, record, verifier, cancelling, progress);
  }

  /** Waits for the render, and verifies what it finishes meanwhile. Errors: those of the render. */
  async during<Result>(rendering: Promise<Result>): Promise<Result> {
    const { queue } = this.#context;
    const following = followFinished(queue, this.#record.publish.job ?? '', (it) => this.#verifier.finished(it));
    try {
      return await rendering;
    } catch (error) {
      // Nothing of the staging folder may be open when it is removed.
      this.#cancelling.abort(cancelled());
      await this.#verifier.settled();
      throw error;
    } finally {
      following.dispose();
    }
  }

  /**
   * The files of the version, all of them sound, and what stands out of them. Errors: `verification-failed`, `cancelled`,
   * those of `fileError`.
   */
  async complete(): Promise<VerifyReport> {
    const { id } = this.#record.publish;
    const { outputs, temporaryComp } = stagingPlaces(this.#record.work);
    await removeCompanions(this.#context, this.#record);
    await stat(temporaryComp).catch((error: unknown) => {
      throw fileError(error, temporaryComp, 'reading');
    });
    const looking = setInterval(() => {
      if (this.#context.isCancelled(id)) this.#cancelling.abort(cancelled());
    }, LOOK_EVERY);
    this.#progress.begin();
    try {
      const report = await verifyOutputs(outputs, this.#verifier);
      const { problems } = report;
      if (problems.length > 0) this.#context.log.warn({ publish: id, problems }, 'Frames of a publish stand out');
      return report;
    } finally {
      clearInterval(looking);
    }
  }
}

function cancelled(): ComplineError {
  return new ComplineError({ code: 'cancelled', message: 'The publish was cancelled.' });
}
