'use client';
/** `<view-counter>` as a component of React, which registers it; for React 18, and wherever components are liked better. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import '../define/view-counter.ts';
import type { GaungErrorEvent } from '../elements/events/gaung-error-event.ts';
import type { ViewEvent } from '../elements/events/view-event.ts';
import { ViewCounter as Element } from '../elements/view-counter/view-counter.ts';

export const ViewCounter = /* @__PURE__ */ createComponent({
  react: React,
  tagName: 'view-counter',
  elementClass: Element,
  events: {
    onView: 'view' as EventName<ViewEvent>,
    onGaungError: 'gaungerror' as EventName<GaungErrorEvent>,
  },
});
