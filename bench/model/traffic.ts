/** What is assumed of a news site, where nothing is measured. docs/scale.md prints it. */
export interface Assumptions {
  /** How much more comes in the busiest second than in an average one. */
  readonly peak: number;
  /** Reads of counts for each view, by pages that show numbers of others: an index, a list beside an article. */
  readonly readsPerView: number;
  /** Of reads, what a CDN answers (`s-maxage=5`). It answers no write. */
  readonly cdn: number;
  /** Of views, those that lead to a reaction, or to a share. */
  readonly reactions: number;
  readonly shares: number;
  /** Of views, those of readers who have a token, because they tapped before: their last view is kept for half an hour. */
  readonly known: number;
  /** Stories that come out in a day. */
  readonly stories: number;
  /** How many counts a story has: views, and each reaction and network that somebody chose. */
  readonly countsPerStory: number;
  /** Of the views of a busy moment, how many are of one page. */
  readonly hot: number;
  /** How much of a processor is planned for: the rest is for what nobody foresaw. */
  readonly utilisation: number;
}

export const ASSUMED: Assumptions = {
  peak: 5,
  readsPerView: 1,
  cdn: 0.9,
  reactions: 0.02,
  shares: 0.005,
  known: 0.1,
  stories: 1000,
  countsPerStory: 8,
  hot: 0.1,
  utilisation: 0.5,
};

const DAY_S = 86_400;
/** How long an interaction's id is kept, in days, and a last view, in parts of one. */
const IDS_DAYS = 8;
const LAST_VIEW_DAYS = 0.5 / 24;
/** As long as the longest window of rankings: what is older has no buckets. */
const BUCKETS_DAYS = 8;
/** Of one count: twelve of 5 minutes, 24 of an hour and 7 of a day, and those that a window reaches into. */
export const BUCKETS_OF_A_COUNT = 13 + 25 + 8;
export const YEAR_DAYS = 365;

/** What so many views a day come to. Rates are a second. */
export interface Traffic {
  readonly views: number;
  readonly average: number;
  readonly peakWrites: number;
  /** Of these, those that are on one page. */
  readonly peakHot: number;
  /** What the CDN lets through. */
  readonly peakReads: number;
  readonly rows: Rows;
}

/** How many there are after a year. */
export interface Rows {
  readonly id: number;
  readonly vote: number;
  /** At the peak. */
  readonly lastView: number;
  readonly bucket: number;
  readonly page: number;
}

/** @param views A day. */
export function trafficOf(views: number, assumed: Assumptions = ASSUMED): Traffic {
  const average = views / DAY_S;
  const taps = assumed.reactions + assumed.shares;
  const peakWrites = average * assumed.peak * (1 + taps);
  return {
    views,
    average,
    peakWrites,
    peakHot: peakWrites * assumed.hot,
    peakReads: average * assumed.peak * assumed.readsPerView * (1 - assumed.cdn),
    rows: {
      id: views * (1 + taps) * IDS_DAYS,
      vote: views * assumed.reactions * YEAR_DAYS,
      lastView: views * assumed.known * LAST_VIEW_DAYS * assumed.peak,
      bucket: assumed.stories * BUCKETS_DAYS * assumed.countsPerStory * BUCKETS_OF_A_COUNT,
      page: assumed.stories * YEAR_DAYS,
    },
  };
}

/** How many of each come in a day. */
export function rowsADay(views: number, assumed: Assumptions = ASSUMED): Pick<Rows, 'id' | 'vote' | 'page'> {
  const id = views * (1 + assumed.reactions + assumed.shares);
  return { id, vote: views * assumed.reactions, page: assumed.stories };
}
