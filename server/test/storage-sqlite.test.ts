import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { storageContract } from '../../test/contracts/storage-contract.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

const file = (t: TestContext) => join(temporaryFolder(t), 'gaung.sqlite');

storageContract({
  name: 'sqlite',
  create: (t, options) => sqliteStorage({ ...options, path: file(t) }),
});

// With few requests at a time its journal would stay empty.
storageContract({
  name: 'sqlite, by its journal',
  create: (t, options) => sqliteStorage({ ...options, path: file(t), journalFrom: 1 }),
});
