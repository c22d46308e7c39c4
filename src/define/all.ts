/** Registers the three elements and the provider: it first, so that it is there when those below it ask. */
import './gaung-provider.ts';
import './share-buttons.ts';
import './view-counter.ts';
import './reaction-bar.ts';
