import { storageContract } from '../../test/contracts/storage-contract.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';

storageContract({ name: 'memory', create: (_, options) => memoryStorage(options) });
