'use client';
/** `<gaung-provider>` as a component of React, which registers it; for React 18, and wherever components are liked better. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import '../define/gaung-provider.ts';
import type { GaungErrorEvent } from '../elements/events/gaung-error-event.ts';
import { GaungProvider as Element } from '../elements/gaung-provider/gaung-provider.ts';

export const GaungProvider = /* @__PURE__ */ createComponent({
  react: React,
  tagName: 'gaung-provider',
  elementClass: Element,
  events: {
    onGaungError: 'gaungerror' as EventName<GaungErrorEvent>,
  },
});
