'use client';
/** `<reaction-bar>` as a component of React, which registers it; for React 18, and wherever components are liked better. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import '../define/reaction-bar.ts';
import type { GaungErrorEvent } from '../elements/events/gaung-error-event.ts';
import type { ReactionEvent } from '../elements/events/reaction-event.ts';
import { ReactionBar as Element } from '../elements/reaction-bar/reaction-bar.ts';

export const ReactionBar = /* @__PURE__ */ createComponent({
  react: React,
  tagName: 'reaction-bar',
  elementClass: Element,
  events: {
    onReaction: 'reaction' as EventName<ReactionEvent>,
    onGaungError: 'gaungerror' as EventName<GaungErrorEvent>,
  },
});
