'use client';
/** `<share-buttons>` as a component of React, which registers it; for React 18, and wherever components are liked better. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import '../define/share-buttons.ts';
import type { GaungErrorEvent } from '../elements/events/gaung-error-event.ts';
import type { ShareEvent } from '../elements/events/share-event.ts';
import { ShareButtons as Element } from '../elements/share-buttons/share-buttons.ts';

export const ShareButtons = /* @__PURE__ */ createComponent({
  react: React,
  tagName: 'share-buttons',
  elementClass: Element,
  events: {
    onShare: 'share' as EventName<ShareEvent>,
    onGaungError: 'gaungerror' as EventName<GaungErrorEvent>,
  },
});
