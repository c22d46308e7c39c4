import { storageContract } from '../../test/contracts/storage-contract.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { sharedStorage } from './shared-memory.ts';

storageContract({ name: 'memory', create: (_, options) => memoryStorage(options) });
storageContract({ name: 'memory that is shared', create: (_, options) => sharedStorage(options) });
