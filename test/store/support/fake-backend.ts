import {
  type BackendAdapter,
  type Capabilities,
  GaungError,
  type Interaction,
  type PageCounts,
  type PageKey,
  type ReadOptions,
  type RecordOptions,
  type RecordResult,
  type Refusal,
  type RefusalCode,
} from '../../../src/contract/index.ts';
import { settled } from './world.ts';

type Numbers = Readonly<Record<string, PageCounts>>;

/** A call that waits for its answer. */
class Call<Asked, Options> {
  readonly asked: readonly Asked[];
  readonly options: Options | undefined;
  readonly promise: Promise<never>;
  #resolve!: (answer: never) => void;
  #reject!: (error: unknown) => void;

  constructor(asked: readonly Asked[], options: Options | undefined) {
    this.asked = [...asked];
    this.options = options;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Any answer at all, right or wrong. */
  async give(answer: unknown): Promise<void> {
    this.#resolve(answer as never);
    await settled();
  }

  async fail(error: unknown = new GaungError('fake', 'The connection was lost.')): Promise<void> {
    this.#reject(error);
    await settled();
  }
}

export class ReadCall extends Call<PageKey, ReadOptions> {
  answer(counts: Numbers): Promise<void> {
    return this.give(new Map(Object.entries(counts)));
  }
}

export class RecordCall extends Call<Interaction, RecordOptions> {
  /** @param codes Why an interaction is refused, by its place in the call. */
  answer(counts: Numbers = {}, codes: Readonly<Record<number, RefusalCode>> = {}): Promise<void> {
    const refused = Object.entries(codes).map(([place, code]) => [this.asked[Number(place)]!.id, { code }] as const);
    return this.give({ counts: new Map(Object.entries(counts)), refused: new Map<string, Refusal>(refused) });
  }

  /** What was asked, in few words: `a view`, `a share copy`, `a react love`. */
  get told(): string[] {
    return this.asked.map((one) => {
      if (one.type === 'view') return `${one.page} view`;
      return one.type === 'share' ? `${one.page} share ${one.network}` : `${one.page} react ${one.reactions.join(' ')}`;
    });
  }
}

/** A backend that answers when a test says so, and with what it says. */
export class FakeBackend implements BackendAdapter {
  readonly id: string = 'fake';
  readonly capabilities: Capabilities;
  readonly reads: ReadCall[] = [];
  readonly records: RecordCall[] = [];

  constructor(capabilities: Partial<Capabilities> = {}) {
    this.capabilities = {
      views: true,
      shares: true,
      reactions: true,
      undo: true,
      idempotent: true,
      multiple: true,
      live: false,
      ...capabilities,
    };
  }

  read(pages: readonly PageKey[], options?: ReadOptions): Promise<ReadonlyMap<PageKey, PageCounts>> {
    const call = new ReadCall(pages, options);
    this.reads.push(call);
    return call.promise;
  }

  record(interactions: readonly Interaction[], options?: RecordOptions): Promise<RecordResult> {
    const call = new RecordCall(interactions, options);
    this.records.push(call);
    return call.promise;
  }

  /** The pages of each read. Compare these and not the calls: where they differ, the report is short. */
  get asked(): (readonly PageKey[])[] {
    return this.reads.map(({ asked }) => asked);
  }

  /** What each record was told, in few words. */
  get told(): string[][] {
    return this.records.map(({ told }) => told);
  }

  /** The last read; fails where there is none. */
  get lastRead(): ReadCall {
    const call = this.reads.at(-1);
    if (!call) throw new Error('Nothing was read.');
    return call;
  }

  /** The last record; fails where there is none. */
  get lastRecord(): RecordCall {
    const call = this.records.at(-1);
    if (!call) throw new Error('Nothing was recorded.');
    return call;
  }
}
