// A process of its own for pictures: what a decoder does wrong ends here, and the chat's process stays free. It imports
// nothing that loads Nest or TypeORM, which makes its start four times as long (0.8 s beside 0.17) and takes 40 MB more.
import { AppError } from '../common/app-error.js';
import type { Answered, Asked, PictureJob, Refused, Results } from './picture-job.js';
import { lockLoaders, makeAvatar, makePicture } from './picture-recipes.js';
import { translateDiskError } from './translate-disk-error.js';
import { yieldToOthers } from './yield-to-others.js';

yieldToOthers();
lockLoaders();
process.on('message', ({ id, job }: Asked) => {
  void work(job).then(
    (result) => answer({ id, ok: true, result }),
    (error: unknown) => {
      answer({
        id,
        ok: false,
        refused: refusalOf(error),
        message: error instanceof Error ? error.message : String(error),
      });
    },
  );
});
// The server ended, however it did.
process.once('disconnect', () => process.exit(0));

function work(job: PictureJob): Promise<Results[PictureJob['kind']]> {
  return job.kind === 'avatar'
    ? makeAvatar(job.input, job.type, job.crop, job.draft)
    : makePicture(job.input, job.type, job.draft);
}

const answer = (answered: Answered) => process.send?.(answered);

/** Null for what is our own fault. */
function refusalOf(error: unknown): Refused | null {
  const translated = translateDiskError(error);
  if (translated instanceof AppError) return { code: translated.code, ...translated.extras };
  if (!(error instanceof Error) || 'code' in error) return null;
  // The words of sharp and libvips, which have no codes.
  if (/pixel limit|too (large|many)|timeout/i.test(error.message)) return { code: 'picture_too_large' };
  return { code: 'picture_invalid' };
}
