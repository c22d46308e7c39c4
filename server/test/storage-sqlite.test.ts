import { join } from 'node:path';
import { storageContract } from '../../test/contracts/storage-contract.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

storageContract({
  name: 'sqlite',
  create: (t, options) => sqliteStorage({ ...options, path: join(temporaryFolder(t), 'gaung.sqlite') }),
});
