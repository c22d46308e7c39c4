/** Registers the three elements. */
import './share-buttons.ts';
import './view-counter.ts';
import './reaction-bar.ts';
