import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import { ROTATION_STEPS, type RotationStep, type StoredSecrets } from '../storage/rules/secrets.ts';
import { CommandError, UsageError } from './errors.ts';
import { print } from './output.ts';
import { type StorageFlags, storageCommand, storageConfig, withStorage } from './storage.ts';

const HELP = `
The secret that the database made and keeps, as long as GAUNG_SECRET does not name another one. Steps: prepare, switch,
drop. Servers heed a step when they start: restart all of them after each one, before you take the next.

Examples:
  gaung-server secret rotate            tells how far a rotation is
  gaung-server secret rotate prepare    makes the next secret, whose tokens are taken from then on
  gaung-server secret rotate switch     it signs; tokens by the one before are taken still
  gaung-server secret rotate drop       eight days later: tokens by the one before are over`;

const RESTART = 'Restart all servers now, one after the other.';
const LATER = 'Eight days after that, or later, take the step "drop".';

/** `secret rotate`: another secret in the place of the one that the storage keeps. */
export function addSecret(program: Command, env: Environment): void {
  const secret = program
    .command('secret')
    .description('Rotate the secret that signs tokens.')
    .helpCommand(false)
    .addHelpText('after', HELP);
  storageCommand(secret, 'rotate', 'Take a step of the rotation, or tell how far it is.')
    .argument('[STEP]', ROTATION_STEPS.join(', '))
    .addHelpText('after', HELP)
    .action(async (step: string | undefined, flags: StorageFlags) => {
      if (step !== undefined && !isStep(step)) throw new UsageError(`A step is ${ROTATION_STEPS.join(', ')}.`);
      if (env.GAUNG_SECRET?.trim())
        throw new CommandError('GAUNG_SECRET is set, so that no other secret signs: rotate it there.');
      await withStorage(storageConfig(flags, env), async (storage) => {
        if (step !== undefined) await storage.rotate(step);
        print(tell(await storage.secrets(), step !== undefined));
      });
    });
}

const isStep = (text: string): text is RotationStep => ROTATION_STEPS.some((step) => step === text);

/** How far it is, and what is to be done next. @param isNew Whether servers do not know of it yet. */
function tell({ next, previous }: StoredSecrets, isNew: boolean): string {
  const restart = isNew ? ` ${RESTART}` : '';
  if (next) return `The next secret is made, and signs nothing yet.${restart} Then take the step "switch".`;
  if (previous) return `The new secret signs, and tokens by the one before are taken.${restart} ${LATER}`;
  return `One secret signs, and no other is taken.${restart}`;
}
