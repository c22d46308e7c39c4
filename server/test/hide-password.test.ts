import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hidePassword } from '../src/storage/hide-password.ts';

it('no message shows who connects by which password, however it is written', () => {
  const cases = {
    'postgres://gaung:secret@db.example:5432/gaung?schema=x': 'postgres://…@db.example:5432/gaung?schema=x',
    'postgres://gaung:sec/re@t@db.example/gaung': 'postgres://…@db.example/gaung',
    'postgres://db.example/gaung?user=gaung&password=secret&sslmode=require':
      'postgres://db.example/gaung?user=gaung&password=…&sslmode=require',
    'redis://:secret@10.0.0.1:6379,10.0.0.2:6379/?replicas=1': 'redis://…@10.0.0.1:6379,10.0.0.2:6379/?replicas=1',
    'sqlite:data/gaung.sqlite': 'sqlite:data/gaung.sqlite',
    'mysql://root:secret@db': 'mysql://…@db',
  };
  for (const [url, shown] of Object.entries(cases)) assert.equal(hidePassword(url), shown);
});
