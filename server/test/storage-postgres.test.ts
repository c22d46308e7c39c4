import { storageContract } from '../../test/contracts/storage-contract.ts';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import { withPostgres } from './engines/postgres.ts';

withPostgres('PostgreSQL', ({ url }) => {
  storageContract({ name: 'postgres', create: (_, options) => postgresStorage({ ...options, url: url() }) });
});
